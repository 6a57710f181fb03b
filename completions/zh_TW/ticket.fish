# Completions of `ticket` for fish. Made from its commands: do not edit.
#
# Names come from files in the cache, one a line, with a tab and a description behind; the program
# is started only for what they do not hold (ticket __complete). Nothing here asks the network.

# The commands that may follow the command $argv[1].
function __ticket_commands
    switch $argv[1]
        case ''
            printf '%s\n' new list show reply watch wait close reopen download departments services api drafts template auth config alias completion diag sandbox help
        case 'drafts'
            printf '%s\n' list show edit send delete
        case 'template'
            printf '%s\n' add list show edit delete
        case 'auth'
            printf '%s\n' login status logout switch
        case 'config'
            printf '%s\n' get set unset list edit
        case 'alias'
            printf '%s\n' set list delete
        case 'completion'
            printf '%s\n' bash zsh fish powershell install
        case 'sandbox'
            printf '%s\n' serve reset
    end
end

# Whether the option $argv[2] takes a value at the command $argv[1].
function __ticket_takes
    switch "$argv[1]:$argv[2]"
        case '*:--portal'
            return 0
        case '*:--via'
            return 0
        case '*:--jq'
            return 0
        case '*:--template'
            return 0
        case 'new:--subject'
            return 0
        case 'new:-s'
            return 0
        case 'new:--message'
            return 0
        case 'new:-m'
            return 0
        case 'new:--cc'
            return 0
        case 'new:--impact'
            return 0
        case 'new:--contact'
            return 0
        case 'list:--search'
            return 0
        case 'list:-S'
            return 0
        case 'list:--updated'
            return 0
        case 'list:--created'
            return 0
        case 'list:--limit'
            return 0
        case 'list:-L'
            return 0
        case 'show:--last'
            return 0
        case 'show:-n'
            return 0
        case 'show:--since'
            return 0
        case 'reply:--message'
            return 0
        case 'reply:-m'
            return 0
        case 'watch:--exec'
            return 0
        case 'wait:--timeout'
            return 0
        case 'wait:--exec'
            return 0
        case 'api:--field'
            return 0
        case 'api:-f'
            return 0
        case 'template add:--message'
            return 0
        case 'template add:-m'
            return 0
        case 'auth login:--username'
            return 0
        case 'auth login:-u'
            return 0
        case 'auth login:--name'
            return 0
        case 'sandbox serve:--port'
            return 0
        case 'sandbox serve:--staff-after'
            return 0
        case ':--fields'
            return 0
        case 'new:--dept'
            return 0
        case 'new:--department'
            return 0
        case 'new:-d'
            return 0
        case 'list:--department'
            return 0
        case 'list:--dept'
            return 0
        case 'list:-d'
            return 0
        case 'template add:--department'
            return 0
        case 'template add:--dept'
            return 0
        case 'template add:-d'
            return 0
        case 'template show:--department'
            return 0
        case 'template show:--dept'
            return 0
        case 'template show:-d'
            return 0
        case 'template edit:--department'
            return 0
        case 'template edit:--dept'
            return 0
        case 'template edit:-d'
            return 0
        case 'template delete:--department'
            return 0
        case 'template delete:--dept'
            return 0
        case 'template delete:-d'
            return 0
        case 'new:--message-file'
            return 0
        case 'new:--from'
            return 0
        case 'reply:--message-file'
            return 0
        case 'template add:--message-file'
            return 0
        case 'auth login:--ca-file'
            return 0
        case 'new:--message-template'
            return 0
        case 'new:--service'
            return 0
        case 'new:--attach'
            return 0
        case 'new:-a'
            return 0
        case 'reply:--attach'
            return 0
        case 'reply:-a'
            return 0
        case 'new:--priority'
            return 0
        case 'new:--recover'
            return 0
        case 'reply:--recover'
            return 0
        case 'new:--fields'
            return 0
        case 'list:--state'
            return 0
        case 'list:-s'
            return 0
        case 'list:--awaiting'
            return 0
        case 'list:--columns'
            return 0
        case 'list:--sort'
            return 0
        case 'list:--fields'
            return 0
        case 'wait:--fields'
            return 0
        case 'show:--fields'
            return 0
        case 'reply:--fields'
            return 0
        case 'watch:--fields'
            return 0
        case 'wait:--for'
            return 0
        case 'close:--fields'
            return 0
        case 'reopen:--fields'
            return 0
        case 'download:--dir'
            return 0
        case 'download:-D'
            return 0
        case 'download:--fields'
            return 0
        case 'departments:--fields'
            return 0
        case 'services:--fields'
            return 0
        case 'api:--fields'
            return 0
        case 'drafts:--fields'
            return 0
        case 'template:--fields'
            return 0
        case 'auth:--fields'
            return 0
        case 'config:--fields'
            return 0
        case 'alias:--fields'
            return 0
        case 'completion:--fields'
            return 0
        case 'sandbox:--fields'
            return 0
        case 'drafts list:--fields'
            return 0
        case 'drafts show:--fields'
            return 0
        case 'drafts edit:--fields'
            return 0
        case 'drafts send:--fields'
            return 0
        case 'drafts delete:--fields'
            return 0
        case 'template add:--fields'
            return 0
        case 'template list:--fields'
            return 0
        case 'template show:--fields'
            return 0
        case 'template edit:--fields'
            return 0
        case 'template delete:--fields'
            return 0
        case 'auth login:--fields'
            return 0
        case 'auth status:--fields'
            return 0
        case 'auth logout:--fields'
            return 0
        case 'auth switch:--fields'
            return 0
        case 'config get:--fields'
            return 0
        case 'config set:--fields'
            return 0
        case 'config unset:--fields'
            return 0
        case 'config list:--fields'
            return 0
        case 'config edit:--fields'
            return 0
        case 'alias set:--fields'
            return 0
        case 'alias list:--fields'
            return 0
        case 'alias delete:--fields'
            return 0
        case 'completion bash:--fields'
            return 0
        case 'completion zsh:--fields'
            return 0
        case 'completion fish:--fields'
            return 0
        case 'completion powershell:--fields'
            return 0
        case 'completion install:--fields'
            return 0
        case 'diag:--fields'
            return 0
        case 'sandbox serve:--fields'
            return 0
        case 'sandbox reset:--fields'
            return 0
        case 'help:--fields'
            return 0
    end
    return 1
end

# Where the command line stands: $__ticket_path, the commands so far; $__ticket_count, the arguments
# behind them; $__ticket_portal, the portal in use.
function __ticket_walk
    set -l typed (commandline -pc)
    test "$typed" = "$__ticket_walked"; and return
    set -g __ticket_walked $typed
    set -g __ticket_path
    set -g __ticket_count 0
    set -g __ticket_portal $TICKET_PORTAL
    set -l option
    for word in (commandline -opc)[2..-1]
        if test -n "$option"
            test $option = --portal; and set __ticket_portal $word
            set option
        else if string match -q -- '--portal=*' $word
            set __ticket_portal (string replace -- --portal= '' $word)
        else if string match -q -- '-*' $word
            __ticket_takes "$__ticket_path" $word; and set option $word
        else if contains -- $word (__ticket_commands "$__ticket_path")
            set -a __ticket_path $word
        else
            set __ticket_count (math $__ticket_count + 1)
        end
    end
end

# Whether the command line stands at the command $argv[1]; and, with $argv[2] or $argv[3], at that
# argument or any later one.
function __ticket_at
    __ticket_walk
    test "$__ticket_path" = "$argv[1]"; or return
    test (count $argv) -lt 2; and return
    test $__ticket_count -eq (math $argv[2] - 1); and return
    test (count $argv) -eq 3 -a $__ticket_count -ge (math $argv[2] - 1)
end

function __ticket_print
    read -z -l text <$argv[1]; and printf %s $text
end

# The lines of a list: from its file where that can be found here, else from the program.
function __ticket_list
    __ticket_walk
    set -l program (commandline -opc)[1]
    set -l config ~/.config/ticket
    set -l cache ~/.cache/ticket
    if test "$program" = ticket -a -d /proc/self; and not contains $argv[1] drafts templates
        string match -q '/*' -- $XDG_CONFIG_HOME; and set config $XDG_CONFIG_HOME/ticket
        string match -q '/*' -- $XDG_CACHE_HOME; and set cache $XDG_CACHE_HOME/ticket
        test -n "$TICKET_CONFIG_DIR"; and set config $TICKET_CONFIG_DIR
        test -n "$TICKET_CACHE_DIR"; and set cache $TICKET_CACHE_DIR
        set config $config/config.toml
        set cache $cache/completion
        # The index has the time of the settings that it was made from.
        if test -r $cache/portals
            and not test $cache/portals -nt $config
            and not test $config -nt $cache/portals
            switch $argv[1]
                case aliases
                    __ticket_print $cache/aliases
                    return
                case portals
                    # The practice portal has no address.
                    __ticket_print $cache/portals | string replace -r '\t[^\t]*\t[^\t]*$' '' |
                        string replace -r '\t-$' \t'練習用入口網站'
                    return
            end
            set -l wanted (string lower -- "$__ticket_portal")
            while read -l -d \t name url own active
                if test -n "$wanted"
                    contains -- $wanted (string lower -- $name) $url; or continue
                else
                    test "$active" = active; or continue
                end
                test -r $cache/$own/$argv[1]; and __ticket_print $cache/$own/$argv[1]
                return
            end <$cache/portals
        end
    end
    command $program __complete $argv[1] '' "$__ticket_portal" 2>/dev/null
end

# Files of a kind that the portal takes, and folders; any file, where they are to be zipped.
function __ticket_attachable
    set -l word (commandline -ct | string replace -r -- '^--?[a-z]+=' '')
    set -l endings (__ticket_list extensions)
    test -n "$endings"; or set endings .jpg .gif .zip .png .pdf
    contains .jpg $endings; and set -a endings .jpeg
    set -l zipped 0
    contains -- --zip (commandline -opc); and set zipped 1
    for path in (__fish_complete_path "$word")
        set -l name (string split -f 1 \t -- $path)
        if test $zipped = 1; or string match -q '*/' -- $name
            echo $name
        else
            for ending in $endings
                string match -q -i -- "*$ending" $name; and echo $name; and break
            end
        end
    end
end

# Words of a list with commas between them; those that stand there are not offered again.
function __ticket_several
    set -l word (commandline -ct | string replace -r -- '^--?[a-z]+=' '')
    set -l before (string match -r -- '.*,' $word)
    set -l used (string split , -- $word)
    for value in $argv
        contains -- $value $used; or echo $before$value
    end
end

complete -c ticket -f
complete -c ticket -l portal -x -k -a '(__ticket_list portals)' -d '要使用的入口網站（或 TICKET_PORTAL），或「sandbox」。'
complete -c ticket -l via -x -k -a 'api web' -d '只使用入口網站的 API，或只使用它的網頁。'
complete -c ticket -l json -d '以 JSON 輸出結果。'
complete -c ticket -l jq -x -d '以 jq 處理 JSON 後輸出。'
complete -c ticket -l template -x -d '以文字輸出，例如「{number}: {subject}」。'
complete -c ticket -l no-input -d '完全不詢問；缺少資料時直接失敗。'
complete -c ticket -l verbose -d '在記錄中回報長時間傳輸的進度。'
complete -c ticket -l debug -d '顯示每個請求與完整的錯誤，並遮蔽機密。'
complete -c ticket -l help -d '顯示這份說明後結束。'
complete -c ticket -n '__ticket_at "" 1' -k -a '(__ticket_list aliases)'
complete -c ticket -n '__ticket_at "" 1' -k -a help -d '解說主題或指令。'
complete -c ticket -n '__ticket_at "" 1' -k -a sandbox -d '內建的練習用入口網站：代替真正的入口網站，供初次試用與測試。'
complete -c ticket -n '__ticket_at "" 1' -k -a diag -d '列出請求支援時需要知道的資訊：版本、資料夾、設定、入口網站。'
complete -c ticket -n '__ticket_at "" 1' -k -a completion -d '讓 shell 自動補齊指令、選項，以及入口網站顯示過的名稱與編號。'
complete -c ticket -n '__ticket_at "" 1' -k -a alias -d '為較長的指令取自己的名稱：設定、列出、刪除。'
complete -c ticket -n '__ticket_at "" 1' -k -a config -d '您的設定：取得、設定、取消、列出、編輯。'
complete -c ticket -n '__ticket_at "" 1' -k -a auth -d '登入與登出，並查看入口網站提供的功能。'
complete -c ticket -n '__ticket_at "" 1' -k -a template -d '起草訊息用的範本：新增、列出、顯示、編輯、刪除。'
complete -c ticket -n '__ticket_at "" 1' -k -a drafts -d '已撰寫但尚未確認的內容：列出、顯示、編輯、送出、刪除。'
complete -c ticket -n '__ticket_at "" 1' -k -a api -d '以登入身分呼叫入口網站的任何 API，並原樣輸出 JSON。'
complete -c ticket -n '__ticket_at "" 1' -k -a services -d '列出您帳號的服務，工單可以與它們相關。'
complete -c ticket -n '__ticket_at "" 1' -k -a departments -d '列出受理工單的部門。'
complete -c ticket -n '__ticket_at "" 1' -k -a download -d '儲存工單的附件：全部，或指定的附件。'
complete -c ticket -n '__ticket_at "" 1' -k -a reopen -d '重新開啟已關閉的工單。已經開啟的維持不變。'
complete -c ticket -n '__ticket_at "" 1' -k -a close -d '關閉工單。已經關閉的維持不變。'
complete -c ticket -n '__ticket_at "" 1' -k -a wait -d '等待工單得到回覆或關閉。'
complete -c ticket -n '__ticket_at "" 1' -k -a watch -d '工單一有新訊息就顯示，直到全部關閉或按下 Ctrl-C。'
complete -c ticket -n '__ticket_at "" 1' -k -a reply -d '回覆工單。'
complete -c ticket -n '__ticket_at "" 1' -k -a show -d '顯示工單與往來訊息。'
complete -c ticket -n '__ticket_at "" 1' -k -a list -d '列出您的工單，最新的在前。'
complete -c ticket -n '__ticket_at "" 1' -k -a new -d '開立工單。'
complete -c ticket -n '__ticket_at ""' -l version -d '顯示版本後結束。'
complete -c ticket -n '__ticket_at ""' -l fields -x -k -a '(__ticket_several awaiting_me awaiting_staff unsent help)' -d '以 JSON 輸出，只含這些欄位；「help」會列出欄位。'
complete -c ticket -n '__ticket_at "new"' -l dept -l department -s d -x -k -a '(__ticket_list departments)' -d '部門：名稱、可辨識的開頭部分，或識別碼。'
complete -c ticket -n '__ticket_at "new"' -l subject -s s -x -d '主旨。'
complete -c ticket -n '__ticket_at "new"' -l message -s m -x -d '訊息。'
complete -c ticket -n '__ticket_at "new"' -l message-file -r -F -d '從檔案讀取訊息；- 代表標準輸入。'
complete -c ticket -n '__ticket_at "new"' -l editor -s e -d '在編輯器中撰寫訊息。'
complete -c ticket -n '__ticket_at "new"' -l message-template -x -k -a '(__ticket_list templates)' -d '以這個範本起草訊息：參見 ticket template。'
complete -c ticket -n '__ticket_at "new"' -l service -x -k -a '(__ticket_list services)' -d '相關服務：名稱、可辨識的開頭部分，或識別碼。'
complete -c ticket -n '__ticket_at "new"' -l cc -x -d '一併通知；多人時重複這個選項或以逗號分隔。'
complete -c ticket -n '__ticket_at "new"' -l attach -s a -x -a '(__ticket_attachable)' -d '附加檔案，或符合樣式的檔案。'
complete -c ticket -n '__ticket_at "new"' -l attach-clipboard -d '附加剪貼簿裡的圖片。'
complete -c ticket -n '__ticket_at "new"' -l zip -d '將資料夾與入口網站不接受的檔案類型壓縮成 zip。'
complete -c ticket -n '__ticket_at "new"' -l encrypt -d '請入口網站加密保存。'
complete -c ticket -n '__ticket_at "new"' -l urgent -d '在主旨前加上 [URGENT]。'
complete -c ticket -n '__ticket_at "new"' -l impact -x -d '搭配 --urgent：影響到什麼。'
complete -c ticket -n '__ticket_at "new"' -l contact -x -d '搭配 --urgent：如何與您聯絡。'
complete -c ticket -n '__ticket_at "new"' -l priority -x -k -a 'low medium high' -d '優先順序，適用於可以選擇的部門。'
complete -c ticket -n '__ticket_at "new"' -l dry-run -d '檢查所有內容，不送出。'
complete -c ticket -n '__ticket_at "new"' -l yes -s y -d '只詢問必要的資料；不經檢視直接送出。'
complete -c ticket -n '__ticket_at "new"' -l recover -x -k -a '(__ticket_list drafts)' -d '繼續撰寫先前保留的草稿。'
complete -c ticket -n '__ticket_at "new"' -l from -r -F -d '從 YAML、JSON、JSON Lines 或 Markdown 讀取工單；- 代表標準輸入。'
complete -c ticket -n '__ticket_at "new"' -l again -d '搭配 --from：連先前已由它建立的也再建立。'
complete -c ticket -n '__ticket_at "new"' -l fields -x -k -a '(__ticket_several number url subject status state department service cc priority encrypted created updated messages door found differences unverified notices dry_run portal message encrypt attachments entry line outcome draft error exit help)' -d '以 JSON 輸出，只含這些欄位；「help」會列出欄位。'
complete -c ticket -n '__ticket_at "list"' -l state -s s -x -k -a 'open closed all' -d 'open 代表所有尚未關閉的工單。也可以指定狀態名稱。'
complete -c ticket -n '__ticket_at "list"' -l department -l dept -s d -x -k -a '(__ticket_list departments)' -d '只列出這個部門的工單。'
complete -c ticket -n '__ticket_at "list"' -l search -s S -x -d '只列出主旨含有這段文字的工單。'
complete -c ticket -n '__ticket_at "list"' -l awaiting -x -k -a 'me staff' -d '只列出該由您或客服人員回覆的工單。'
complete -c ticket -n '__ticket_at "list"' -l updated -x -d '只列出在這段時間更新的工單：-7d、2026-11-01、2026-11-01..2026-11-10。'
complete -c ticket -n '__ticket_at "list"' -l created -x -d '只列出在這段時間開立的工單。'
complete -c ticket -n '__ticket_at "list"' -l columns -x -k -a '(__ticket_several number subject status department updated created priority service cc encrypted awaiting unread url)' -d '要顯示的欄位，依此順序。'
complete -c ticket -n '__ticket_at "list"' -l sort -x -k -a 'number subject status department updated created priority service cc encrypted awaiting unread url number:desc subject:desc status:desc department:desc updated:desc created:desc priority:desc service:desc cc:desc encrypted:desc awaiting:desc unread:desc url:desc' -d '依欄位排序，例如 updated 或 created。'
complete -c ticket -n '__ticket_at "list"' -l limit -s L -x -d '最多列出幾張（30）。'
complete -c ticket -n '__ticket_at "list"' -l all -s a -d '不論有多少，全部列出。'
complete -c ticket -n '__ticket_at "list"' -l fields -x -k -a '(__ticket_several number url subject status state department service cc priority encrypted created updated messages help)' -d '以 JSON 輸出，只含這些欄位；「help」會列出欄位。'
complete -c ticket -n '__ticket_at "show"' -l web -s w -d '改在瀏覽器中顯示。'
complete -c ticket -n '__ticket_at "show"' -l last -s n -x -d '只顯示最後 N 則訊息。'
complete -c ticket -n '__ticket_at "show"' -l since -x -d '只顯示這個時間之後的訊息：-2d、-3h、2026-11-01。'
complete -c ticket -n '__ticket_at "show"' -l raw -d '訊息保持入口網站上的原樣：完整的引用與 HTML。'
complete -c ticket -n '__ticket_at "show"' -l fields -x -k -a '(__ticket_several number url subject status state department service cc priority encrypted created updated messages opened help)' -d '以 JSON 輸出，只含這些欄位；「help」會列出欄位。'
complete -c ticket -n '__ticket_at "show" 1' -k -a '(__ticket_list tickets)'
complete -c ticket -n '__ticket_at "reply"' -l message -s m -x -d '訊息。'
complete -c ticket -n '__ticket_at "reply"' -l message-file -r -F -d '從檔案讀取訊息；- 代表標準輸入。'
complete -c ticket -n '__ticket_at "reply"' -l editor -s e -d '在編輯器中撰寫訊息。'
complete -c ticket -n '__ticket_at "reply"' -l attach -s a -x -a '(__ticket_attachable)' -d '附加檔案，或符合樣式的檔案。'
complete -c ticket -n '__ticket_at "reply"' -l attach-clipboard -d '附加剪貼簿裡的圖片。'
complete -c ticket -n '__ticket_at "reply"' -l zip -d '將資料夾與入口網站不接受的檔案類型壓縮成 zip。'
complete -c ticket -n '__ticket_at "reply"' -l encrypt -d '請入口網站加密保存。'
complete -c ticket -n '__ticket_at "reply"' -l close -d '之後關閉工單。'
complete -c ticket -n '__ticket_at "reply"' -l reopen -d '如果工單已關閉，先重新開啟。'
complete -c ticket -n '__ticket_at "reply"' -l dry-run -d '檢查所有內容，不送出。'
complete -c ticket -n '__ticket_at "reply"' -l yes -s y -d '只詢問必要的資料；不經檢視直接送出。'
complete -c ticket -n '__ticket_at "reply"' -l recover -x -k -a '(__ticket_list drafts)' -d '繼續撰寫先前保留的草稿。'
complete -c ticket -n '__ticket_at "reply"' -l fields -x -k -a '(__ticket_several number url subject status state department service cc priority encrypted created updated messages door found differences unverified notices dry_run portal message encrypt close attachments help)' -d '以 JSON 輸出，只含這些欄位；「help」會列出欄位。'
complete -c ticket -n '__ticket_at "reply" 1' -k -a '(__ticket_list tickets)'
complete -c ticket -n '__ticket_at "watch"' -l exec -x -d '執行這個指令，並將訊息以 JSON 送進它的標準輸入。'
complete -c ticket -n '__ticket_at "watch"' -l notify -d '同時在桌面上顯示通知。'
complete -c ticket -n '__ticket_at "watch"' -l fields -x -k -a '(__ticket_several number url subject status id author staff time body body_html encrypted attachments help)' -d '以 JSON 輸出，只含這些欄位；「help」會列出欄位。'
complete -c ticket -n '__ticket_at "watch" 1 more' -k -a '(__ticket_list tickets)'
complete -c ticket -n '__ticket_at "wait"' -l for -x -k -a 'answered closed reply' -d '最後一則訊息來自客服人員；或工單已關閉；或客服人員有新訊息。'
complete -c ticket -n '__ticket_at "wait"' -l timeout -x -d '超過這段時間就放棄，例如 90s、15m 或 2h。'
complete -c ticket -n '__ticket_at "wait"' -l exec -x -d '執行這個指令，並將訊息以 JSON 送進它的標準輸入。'
complete -c ticket -n '__ticket_at "wait"' -l notify -d '同時在桌面上顯示通知。'
complete -c ticket -n '__ticket_at "wait"' -l fields -x -k -a '(__ticket_several number url subject status state department service cc priority encrypted created updated messages help)' -d '以 JSON 輸出，只含這些欄位；「help」會列出欄位。'
complete -c ticket -n '__ticket_at "wait" 1' -k -a '(__ticket_list tickets)'
complete -c ticket -n '__ticket_at "close"' -l fields -x -k -a '(__ticket_several number closed already error exit help)' -d '以 JSON 輸出，只含這些欄位；「help」會列出欄位。'
complete -c ticket -n '__ticket_at "close" 1 more' -k -a '(__ticket_list tickets)'
complete -c ticket -n '__ticket_at "reopen"' -l fields -x -k -a '(__ticket_several number closed already error exit help)' -d '以 JSON 輸出，只含這些欄位；「help」會列出欄位。'
complete -c ticket -n '__ticket_at "reopen" 1 more' -k -a '(__ticket_list tickets)'
complete -c ticket -n '__ticket_at "download"' -l dir -s D -x -a '(__fish_complete_directories)' -d '存放的資料夾；沒有的話會建立。'
complete -c ticket -n '__ticket_at "download"' -l force -s f -d '取代已存在的檔案。'
complete -c ticket -n '__ticket_at "download"' -l fields -x -k -a '(__ticket_several id name path size error exit help)' -d '以 JSON 輸出，只含這些欄位；「help」會列出欄位。'
complete -c ticket -n '__ticket_at "download" 1' -k -a '(__ticket_list tickets)'
complete -c ticket -n '__ticket_at "departments"' -l fields -x -k -a '(__ticket_several id name description priorities help)' -d '以 JSON 輸出，只含這些欄位；「help」會列出欄位。'
complete -c ticket -n '__ticket_at "services"' -l fields -x -k -a '(__ticket_several id name domain status category help)' -d '以 JSON 輸出，只含這些欄位；「help」會列出欄位。'
complete -c ticket -n '__ticket_at "api"' -l field -s f -x -d '要送出的值；多個值時重複這個選項。'
complete -c ticket -n '__ticket_at "api"' -l paginate -d '讀取所有分頁；每讀到一頁就輸出。'
complete -c ticket -n '__ticket_at "api"' -l fields -x -k -a '(__ticket_several help)' -d '以 JSON 輸出，只含這些欄位；「help」會列出欄位。'
complete -c ticket -n '__ticket_at "drafts" 1' -k -a delete -d '永久刪除草稿。入口網站上的內容不受影響。'
complete -c ticket -n '__ticket_at "drafts" 1' -k -a send -d '照原樣送出草稿。'
complete -c ticket -n '__ticket_at "drafts" 1' -k -a edit -d '在編輯器中變更草稿的訊息。'
complete -c ticket -n '__ticket_at "drafts" 1' -k -a show -d '顯示完整的草稿。'
complete -c ticket -n '__ticket_at "drafts" 1' -k -a list -d '列出草稿，最舊的在前。'
complete -c ticket -n '__ticket_at "drafts"' -l fields -x -k -a '(__ticket_several help)' -d '以 JSON 輸出，只含這些欄位；「help」會列出欄位。'
complete -c ticket -n '__ticket_at "drafts list"' -l fields -x -k -a '(__ticket_several id state kind portal number subject created help)' -d '以 JSON 輸出，只含這些欄位；「help」會列出欄位。'
complete -c ticket -n '__ticket_at "drafts show"' -l fields -x -k -a '(__ticket_several id state kind portal number subject created department message service cc priority encrypt urgent impact contact attachments close help)' -d '以 JSON 輸出，只含這些欄位；「help」會列出欄位。'
complete -c ticket -n '__ticket_at "drafts show" 1' -k -a '(__ticket_list drafts)'
complete -c ticket -n '__ticket_at "drafts edit"' -l fields -x -k -a '(__ticket_several id state kind portal number subject created department message service cc priority encrypt urgent impact contact attachments close help)' -d '以 JSON 輸出，只含這些欄位；「help」會列出欄位。'
complete -c ticket -n '__ticket_at "drafts edit" 1' -k -a '(__ticket_list drafts)'
complete -c ticket -n '__ticket_at "drafts send"' -l yes -s y -d '即使可能已經送達也送出。'
complete -c ticket -n '__ticket_at "drafts send"' -l zip -d '將資料夾與入口網站不接受的檔案類型壓縮成 zip。'
complete -c ticket -n '__ticket_at "drafts send"' -l fields -x -k -a '(__ticket_several number url subject status state department service cc priority encrypted created updated messages door found differences unverified notices help)' -d '以 JSON 輸出，只含這些欄位；「help」會列出欄位。'
complete -c ticket -n '__ticket_at "drafts send" 1' -k -a '(__ticket_list drafts)'
complete -c ticket -n '__ticket_at "drafts delete"' -l yes -s y -d '不詢問直接刪除。'
complete -c ticket -n '__ticket_at "drafts delete"' -l fields -x -k -a '(__ticket_several id deleted error exit help)' -d '以 JSON 輸出，只含這些欄位；「help」會列出欄位。'
complete -c ticket -n '__ticket_at "drafts delete" 1 more' -k -a '(__ticket_list drafts)'
complete -c ticket -n '__ticket_at "template" 1' -k -a delete -d '刪除範本。'
complete -c ticket -n '__ticket_at "template" 1' -k -a edit -d '在編輯器中變更範本。'
complete -c ticket -n '__ticket_at "template" 1' -k -a show -d '輸出範本。'
complete -c ticket -n '__ticket_at "template" 1' -k -a list -d '列出範本。'
complete -c ticket -n '__ticket_at "template" 1' -k -a add -d '新增範本。沒有提供內容時，會在編輯器中撰寫。'
complete -c ticket -n '__ticket_at "template"' -l fields -x -k -a '(__ticket_several help)' -d '以 JSON 輸出，只含這些欄位；「help」會列出欄位。'
complete -c ticket -n '__ticket_at "template add"' -l department -l dept -s d -x -k -a '(__ticket_list departments)' -d '只用於這個部門。'
complete -c ticket -n '__ticket_at "template add"' -l message -s m -x -d '內容。'
complete -c ticket -n '__ticket_at "template add"' -l message-file -r -F -d '從檔案讀取內容；- 代表標準輸入。'
complete -c ticket -n '__ticket_at "template add"' -l fields -x -k -a '(__ticket_several name department text path help)' -d '以 JSON 輸出，只含這些欄位；「help」會列出欄位。'
complete -c ticket -n '__ticket_at "template add" 1' -k -a '(__ticket_list templates)'
complete -c ticket -n '__ticket_at "template list"' -l fields -x -k -a '(__ticket_several name department text path help)' -d '以 JSON 輸出，只含這些欄位；「help」會列出欄位。'
complete -c ticket -n '__ticket_at "template show"' -l department -l dept -s d -x -k -a '(__ticket_list departments)' -d '只用於這個部門。'
complete -c ticket -n '__ticket_at "template show"' -l fields -x -k -a '(__ticket_several name department text path help)' -d '以 JSON 輸出，只含這些欄位；「help」會列出欄位。'
complete -c ticket -n '__ticket_at "template show" 1' -k -a '(__ticket_list templates)'
complete -c ticket -n '__ticket_at "template edit"' -l department -l dept -s d -x -k -a '(__ticket_list departments)' -d '只用於這個部門。'
complete -c ticket -n '__ticket_at "template edit"' -l fields -x -k -a '(__ticket_several name department text path help)' -d '以 JSON 輸出，只含這些欄位；「help」會列出欄位。'
complete -c ticket -n '__ticket_at "template edit" 1' -k -a '(__ticket_list templates)'
complete -c ticket -n '__ticket_at "template delete"' -l department -l dept -s d -x -k -a '(__ticket_list departments)' -d '只用於這個部門。'
complete -c ticket -n '__ticket_at "template delete"' -l yes -s y -d '不詢問。'
complete -c ticket -n '__ticket_at "template delete"' -l fields -x -k -a '(__ticket_several name department text path help)' -d '以 JSON 輸出，只含這些欄位；「help」會列出欄位。'
complete -c ticket -n '__ticket_at "template delete" 1' -k -a '(__ticket_list templates)'
complete -c ticket -n '__ticket_at "auth" 1' -k -a switch -d '選擇之後的指令要使用的入口網站。'
complete -c ticket -n '__ticket_at "auth" 1' -k -a logout -d '登出入口網站，並從這台機器移除它的機密。'
complete -c ticket -n '__ticket_at "auth" 1' -k -a status -d '顯示每個入口網站：登入者是誰、登入是否仍然有效，以及它提供哪些功能。'
complete -c ticket -n '__ticket_at "auth" 1' -k -a login -d '登入入口網站並記住它。'
complete -c ticket -n '__ticket_at "auth"' -l fields -x -k -a '(__ticket_several help)' -d '以 JSON 輸出，只含這些欄位；「help」會列出欄位。'
complete -c ticket -n '__ticket_at "auth login"' -l username -s u -x -d '帳號的電子郵件地址。'
complete -c ticket -n '__ticket_at "auth login"' -l password-stdin -d '從標準輸入讀取密碼。'
complete -c ticket -n '__ticket_at "auth login"' -l token-stdin -d '從標準輸入讀取個人存取權杖。'
complete -c ticket -n '__ticket_at "auth login"' -l insecure-storage -d '沒有金鑰圈時，將機密存放在檔案裡（模式 0600）。'
complete -c ticket -n '__ticket_at "auth login"' -l name -x -d '這個入口網站在這裡的名稱。'
complete -c ticket -n '__ticket_at "auth login"' -l ca-file -r -F -d '這個入口網站要信任的憑證（PEM）。'
complete -c ticket -n '__ticket_at "auth login"' -l fields -x -k -a '(__ticket_several name url active username storage secrets works error identity offers help)' -d '以 JSON 輸出，只含這些欄位；「help」會列出欄位。'
complete -c ticket -n '__ticket_at "auth login" 1' -k -a '(__ticket_list portals)'
complete -c ticket -n '__ticket_at "auth status"' -l offline -d '只顯示已知的資訊，不詢問任何入口網站。'
complete -c ticket -n '__ticket_at "auth status"' -l fields -x -k -a '(__ticket_several name url active username storage secrets works error identity offers help)' -d '以 JSON 輸出，只含這些欄位；「help」會列出欄位。'
complete -c ticket -n '__ticket_at "auth logout"' -l fields -x -k -a '(__ticket_several name url session_ended help)' -d '以 JSON 輸出，只含這些欄位；「help」會列出欄位。'
complete -c ticket -n '__ticket_at "auth logout" 1' -k -a '(__ticket_list portals)'
complete -c ticket -n '__ticket_at "auth switch"' -l fields -x -k -a '(__ticket_several name url help)' -d '以 JSON 輸出，只含這些欄位；「help」會列出欄位。'
complete -c ticket -n '__ticket_at "auth switch" 1' -k -a '(__ticket_list portals)'
complete -c ticket -n '__ticket_at "config" 1' -k -a edit -d '在編輯器中變更 config.toml。無法解讀的內容不會取代原本的檔案。'
complete -c ticket -n '__ticket_at "config" 1' -k -a list -d '列出所有設定、目前的值與用途。'
complete -c ticket -n '__ticket_at "config" 1' -k -a unset -d '讓設定恢復預設值。'
complete -c ticket -n '__ticket_at "config" 1' -k -a set -d '變更設定。'
complete -c ticket -n '__ticket_at "config" 1' -k -a get -d '顯示設定的值或預設值；兩者都沒有時不顯示。'
complete -c ticket -n '__ticket_at "config"' -l fields -x -k -a '(__ticket_several help)' -d '以 JSON 輸出，只含這些欄位；「help」會列出欄位。'
complete -c ticket -n '__ticket_at "config get"' -l fields -x -k -a '(__ticket_several key value help)' -d '以 JSON 輸出，只含這些欄位；「help」會列出欄位。'
complete -c ticket -n '__ticket_at "config get" 1' -k -a 'limit' -d '「ticket list」最多列出幾張工單。'
complete -c ticket -n '__ticket_at "config get" 1' -k -a 'language' -d '使用的語言：en、ja 或 zh_TW；未設定時依系統語系。'
complete -c ticket -n '__ticket_at "config get" 1' -k -a 'background' -d '終端機的背景是亮色（light）或暗色（dark），用來選擇色彩。'
complete -c ticket -n '__ticket_at "config get" 1' -k -a 'accessible' -d '以編號提問，畫面上沒有會動的東西：供螢幕閱讀器使用。'
complete -c ticket -n '__ticket_at "config get" 1' -k -a 'pager' -d '顯示長篇內容的分頁程式；優先於 PAGER。設為「cat」表示不分頁。'
complete -c ticket -n '__ticket_at "config get" 1' -k -a 'editor' -d '撰寫訊息用的編輯器；優先於 VISUAL 與 EDITOR。'
complete -c ticket -n '__ticket_at "config set"' -l fields -x -k -a '(__ticket_several key value help)' -d '以 JSON 輸出，只含這些欄位；「help」會列出欄位。'
complete -c ticket -n '__ticket_at "config set" 1' -k -a 'limit' -d '「ticket list」最多列出幾張工單。'
complete -c ticket -n '__ticket_at "config set" 1' -k -a 'language' -d '使用的語言：en、ja 或 zh_TW；未設定時依系統語系。'
complete -c ticket -n '__ticket_at "config set" 1' -k -a 'background' -d '終端機的背景是亮色（light）或暗色（dark），用來選擇色彩。'
complete -c ticket -n '__ticket_at "config set" 1' -k -a 'accessible' -d '以編號提問，畫面上沒有會動的東西：供螢幕閱讀器使用。'
complete -c ticket -n '__ticket_at "config set" 1' -k -a 'pager' -d '顯示長篇內容的分頁程式；優先於 PAGER。設為「cat」表示不分頁。'
complete -c ticket -n '__ticket_at "config set" 1' -k -a 'editor' -d '撰寫訊息用的編輯器；優先於 VISUAL 與 EDITOR。'
complete -c ticket -n '__ticket_at "config unset"' -l fields -x -k -a '(__ticket_several key value help)' -d '以 JSON 輸出，只含這些欄位；「help」會列出欄位。'
complete -c ticket -n '__ticket_at "config unset" 1' -k -a 'limit' -d '「ticket list」最多列出幾張工單。'
complete -c ticket -n '__ticket_at "config unset" 1' -k -a 'language' -d '使用的語言：en、ja 或 zh_TW；未設定時依系統語系。'
complete -c ticket -n '__ticket_at "config unset" 1' -k -a 'background' -d '終端機的背景是亮色（light）或暗色（dark），用來選擇色彩。'
complete -c ticket -n '__ticket_at "config unset" 1' -k -a 'accessible' -d '以編號提問，畫面上沒有會動的東西：供螢幕閱讀器使用。'
complete -c ticket -n '__ticket_at "config unset" 1' -k -a 'pager' -d '顯示長篇內容的分頁程式；優先於 PAGER。設為「cat」表示不分頁。'
complete -c ticket -n '__ticket_at "config unset" 1' -k -a 'editor' -d '撰寫訊息用的編輯器；優先於 VISUAL 與 EDITOR。'
complete -c ticket -n '__ticket_at "config list"' -l fields -x -k -a '(__ticket_several key value from about help)' -d '以 JSON 輸出，只含這些欄位；「help」會列出欄位。'
complete -c ticket -n '__ticket_at "config edit"' -l fields -x -k -a '(__ticket_several path changed help)' -d '以 JSON 輸出，只含這些欄位；「help」會列出欄位。'
complete -c ticket -n '__ticket_at "alias" 1' -k -a delete -d '刪除別名。'
complete -c ticket -n '__ticket_at "alias" 1' -k -a list -d '列出別名與它們代表的內容。'
complete -c ticket -n '__ticket_at "alias" 1' -k -a set -d '為一段指令列取名。'
complete -c ticket -n '__ticket_at "alias"' -l fields -x -k -a '(__ticket_several help)' -d '以 JSON 輸出，只含這些欄位；「help」會列出欄位。'
complete -c ticket -n '__ticket_at "alias set"' -l fields -x -k -a '(__ticket_several name expansion replaced help)' -d '以 JSON 輸出，只含這些欄位；「help」會列出欄位。'
complete -c ticket -n '__ticket_at "alias set" 1' -k -a '(__ticket_list aliases)'
complete -c ticket -n '__ticket_at "alias list"' -l fields -x -k -a '(__ticket_several name expansion help)' -d '以 JSON 輸出，只含這些欄位；「help」會列出欄位。'
complete -c ticket -n '__ticket_at "alias delete"' -l fields -x -k -a '(__ticket_several name expansion help)' -d '以 JSON 輸出，只含這些欄位；「help」會列出欄位。'
complete -c ticket -n '__ticket_at "alias delete" 1' -k -a '(__ticket_list aliases)'
complete -c ticket -n '__ticket_at "completion" 1' -k -a install -d '將指令稿寫到 shell 會找的位置，並說明是否還需要其他步驟。'
complete -c ticket -n '__ticket_at "completion" 1' -k -a powershell -d '輸出 PowerShell 的指令稿。'
complete -c ticket -n '__ticket_at "completion" 1' -k -a fish -d '輸出 fish 的指令稿。'
complete -c ticket -n '__ticket_at "completion" 1' -k -a zsh -d '輸出 zsh 的指令稿。'
complete -c ticket -n '__ticket_at "completion" 1' -k -a bash -d '輸出 bash 的指令稿。'
complete -c ticket -n '__ticket_at "completion"' -l fields -x -k -a '(__ticket_several help)' -d '以 JSON 輸出，只含這些欄位；「help」會列出欄位。'
complete -c ticket -n '__ticket_at "completion bash"' -l fields -x -k -a '(__ticket_several shell script help)' -d '以 JSON 輸出，只含這些欄位；「help」會列出欄位。'
complete -c ticket -n '__ticket_at "completion zsh"' -l fields -x -k -a '(__ticket_several shell script help)' -d '以 JSON 輸出，只含這些欄位；「help」會列出欄位。'
complete -c ticket -n '__ticket_at "completion fish"' -l fields -x -k -a '(__ticket_several shell script help)' -d '以 JSON 輸出，只含這些欄位；「help」會列出欄位。'
complete -c ticket -n '__ticket_at "completion powershell"' -l fields -x -k -a '(__ticket_several shell script help)' -d '以 JSON 輸出，只含這些欄位；「help」會列出欄位。'
complete -c ticket -n '__ticket_at "completion install"' -l fields -x -k -a '(__ticket_several shell path changed lines help)' -d '以 JSON 輸出，只含這些欄位；「help」會列出欄位。'
complete -c ticket -n '__ticket_at "completion install" 1' -k -a 'powershell'
complete -c ticket -n '__ticket_at "completion install" 1' -k -a 'fish'
complete -c ticket -n '__ticket_at "completion install" 1' -k -a 'zsh'
complete -c ticket -n '__ticket_at "completion install" 1' -k -a 'bash'
complete -c ticket -n '__ticket_at "diag"' -l fields -x -k -a '(__ticket_several program terminal environment folders settings keyring drafts portals help)' -d '以 JSON 輸出，只含這些欄位；「help」會列出欄位。'
complete -c ticket -n '__ticket_at "sandbox" 1' -k -a reset -d '清除練習用入口網站的所有工單。'
complete -c ticket -n '__ticket_at "sandbox" 1' -k -a serve -d '讓練習用入口網站持續執行，供瀏覽器與其他程式使用。'
complete -c ticket -n '__ticket_at "sandbox"' -l fields -x -k -a '(__ticket_several help)' -d '以 JSON 輸出，只含這些欄位；「help」會列出欄位。'
complete -c ticket -n '__ticket_at "sandbox serve"' -l port -x -d '提供服務的連接埠。'
complete -c ticket -n '__ticket_at "sandbox serve"' -l staff-after -x -d '客服人員多久之後回覆工單。'
complete -c ticket -n '__ticket_at "sandbox serve"' -l fields -x -k -a '(__ticket_several url username password help)' -d '以 JSON 輸出，只含這些欄位；「help」會列出欄位。'
complete -c ticket -n '__ticket_at "sandbox reset"' -l yes -s y -d '不詢問。'
complete -c ticket -n '__ticket_at "sandbox reset"' -l fields -x -k -a '(__ticket_several reset help)' -d '以 JSON 輸出，只含這些欄位；「help」會列出欄位。'
complete -c ticket -n '__ticket_at "help"' -l man -d '輸出 ticket 或某個指令的手冊頁面。'
complete -c ticket -n '__ticket_at "help"' -l fields -x -k -a '(__ticket_several topic text help)' -d '以 JSON 輸出，只含這些欄位；「help」會列出欄位。'
complete -c ticket -n '__ticket_at "help" 1' -k -a 'help' -d '解說主題，例如 exit-codes。'
complete -c ticket -n '__ticket_at "help" 1' -k -a 'sandbox' -d '內建的練習用入口網站。'
complete -c ticket -n '__ticket_at "help" 1' -k -a 'diag' -d '列出請求支援時需要知道的資訊，不含任何機密。'
complete -c ticket -n '__ticket_at "help" 1' -k -a 'completion' -d '讓 shell 自動補齊指令、名稱與編號。'
complete -c ticket -n '__ticket_at "help" 1' -k -a 'alias' -d '為較長的指令取自己的名稱：設定、列出、刪除。'
complete -c ticket -n '__ticket_at "help" 1' -k -a 'config' -d '您的設定：取得、設定、取消、列出、編輯。'
complete -c ticket -n '__ticket_at "help" 1' -k -a 'auth' -d '登入與登出，並查看入口網站提供的功能。'
complete -c ticket -n '__ticket_at "help" 1' -k -a 'template' -d '起草訊息用的範本：新增、列出、顯示、編輯、刪除。'
complete -c ticket -n '__ticket_at "help" 1' -k -a 'drafts' -d '已撰寫但尚未確認的內容：列出、顯示、編輯、送出、刪除。'
complete -c ticket -n '__ticket_at "help" 1' -k -a 'api' -d '以登入身分呼叫入口網站的任何 API。'
complete -c ticket -n '__ticket_at "help" 1' -k -a 'services' -d '列出您帳號的服務。'
complete -c ticket -n '__ticket_at "help" 1' -k -a 'departments' -d '列出受理工單的部門。'
complete -c ticket -n '__ticket_at "help" 1' -k -a 'download' -d '儲存工單的附件。'
complete -c ticket -n '__ticket_at "help" 1' -k -a 'reopen' -d '重新開啟已關閉的工單。'
complete -c ticket -n '__ticket_at "help" 1' -k -a 'close' -d '關閉工單。'
complete -c ticket -n '__ticket_at "help" 1' -k -a 'wait' -d '等待工單得到回覆或關閉。'
complete -c ticket -n '__ticket_at "help" 1' -k -a 'watch' -d '工單一有新訊息就顯示。'
complete -c ticket -n '__ticket_at "help" 1' -k -a 'reply' -d '回覆工單。'
complete -c ticket -n '__ticket_at "help" 1' -k -a 'show' -d '顯示工單與完整的往來訊息。'
complete -c ticket -n '__ticket_at "help" 1' -k -a 'list' -d '列出您的工單。'
complete -c ticket -n '__ticket_at "help" 1' -k -a 'new' -d '開立工單。'
complete -c ticket -n '__ticket_at "help" 1' -k -a 'sandbox' -d '練習用入口網站，不需要帳號。'
complete -c ticket -n '__ticket_at "help" 1' -k -a 'accessibility' -d '供螢幕閱讀器、狹窄視窗與沒有色彩的終端機使用。'
complete -c ticket -n '__ticket_at "help" 1' -k -a 'formatting' -d '供指令稿使用的結果：JSON、部分內容與自訂文字。'
complete -c ticket -n '__ticket_at "help" 1' -k -a 'doors' -d '如何連到入口網站：API 與網頁。'
complete -c ticket -n '__ticket_at "help" 1' -k -a 'attachments' -d '哪些檔案可以附加，以及如何附加。'
complete -c ticket -n '__ticket_at "help" 1' -k -a 'environment' -d '會讀取的環境變數。'
complete -c ticket -n '__ticket_at "help" 1' -k -a 'exit-codes' -d '指令結束時的結束碼代表什麼。'
