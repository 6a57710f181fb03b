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
                        string replace -r '\t-$' \t'練習用ポータル'
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
complete -c ticket -l portal -x -k -a '(__ticket_list portals)' -d '使用するポータル（環境変数 TICKET_PORTAL でも指定可）。「sandbox」も指定できます。'
complete -c ticket -l via -x -k -a 'api web' -d 'ポータルの API だけ、または Web ページだけを使います。'
complete -c ticket -l json -d '結果を JSON で出力します。'
complete -c ticket -l jq -x -d 'JSON を jq で処理した結果を出力します。'
complete -c ticket -l template -x -d '結果を「{number}: {subject}」のような書式で出力します。'
complete -c ticket -l no-input -d '入力を求めません。足りない値があれば失敗します。'
complete -c ticket -l verbose -d '時間のかかる転送の進捗をログに出力します。'
complete -c ticket -l debug -d '各リクエストとエラーの詳細を、機密情報を伏せて表示します。'
complete -c ticket -l help -d 'このヘルプを表示して終了します。'
complete -c ticket -n '__ticket_at "" 1' -k -a '(__ticket_list aliases)'
complete -c ticket -n '__ticket_at "" 1' -k -a help -d 'トピックまたはコマンドを説明します。'
complete -c ticket -n '__ticket_at "" 1' -k -a sandbox -d '内蔵の練習用ポータル。本物のポータルの代わりに、初めて使うときやテストに利用できます。'
complete -c ticket -n '__ticket_at "" 1' -k -a diag -d 'サポートへの問い合わせに必要な情報（バージョン、フォルダー、設定、ポータル）を表示します。'
complete -c ticket -n '__ticket_at "" 1' -k -a completion -d 'コマンド、オプションのほか、ポータルで表示した名前や番号をシェルで補完できるようにします。'
complete -c ticket -n '__ticket_at "" 1' -k -a alias -d '長いコマンドに付ける短い名前: 登録、一覧、削除。'
complete -c ticket -n '__ticket_at "" 1' -k -a config -d '設定: 取得、変更、解除、一覧、編集。'
complete -c ticket -n '__ticket_at "" 1' -k -a auth -d 'ログインとログアウト、ポータルの対応機能の確認。'
complete -c ticket -n '__ticket_at "" 1' -k -a template -d 'メッセージのひな型となるテンプレート: 追加、一覧、表示、編集、削除。'
complete -c ticket -n '__ticket_at "" 1' -k -a drafts -d '送信が確認されていない下書き: 一覧、表示、編集、送信、削除。'
complete -c ticket -n '__ticket_at "" 1' -k -a api -d 'ログインした状態でポータルの API を直接呼び出し、JSON をそのまま出力します。'
complete -c ticket -n '__ticket_at "" 1' -k -a services -d 'アカウントのサービスを一覧表示します。チケットの関連サービスとして指定できます。'
complete -c ticket -n '__ticket_at "" 1' -k -a departments -d 'チケットを受け付ける部門を一覧表示します。'
complete -c ticket -n '__ticket_at "" 1' -k -a download -d 'チケットの添付ファイルを、すべて、または名前を指定して保存します。'
complete -c ticket -n '__ticket_at "" 1' -k -a reopen -d 'クローズ済みのチケットを再オープンします。オープン中のチケットはそのままです。'
complete -c ticket -n '__ticket_at "" 1' -k -a close -d 'チケットをクローズします。クローズ済みのチケットはそのままです。'
complete -c ticket -n '__ticket_at "" 1' -k -a wait -d 'チケットが回答またはクローズされるまで待ちます。'
complete -c ticket -n '__ticket_at "" 1' -k -a watch -d 'チケットの新しいメッセージを届き次第表示します。すべてクローズされるか、Ctrl-C で終了します。'
complete -c ticket -n '__ticket_at "" 1' -k -a reply -d 'チケットに返信します。'
complete -c ticket -n '__ticket_at "" 1' -k -a show -d 'チケットとやり取りを表示します。'
complete -c ticket -n '__ticket_at "" 1' -k -a list -d 'チケットを新しい順に一覧表示します。'
complete -c ticket -n '__ticket_at "" 1' -k -a new -d 'チケットを作成します。'
complete -c ticket -n '__ticket_at ""' -l version -d 'バージョンを表示して終了します。'
complete -c ticket -n '__ticket_at ""' -l fields -x -k -a '(__ticket_several awaiting_me awaiting_staff unsent help)' -d '結果をこれらの項目だけの JSON で出力します。「help」で項目名を一覧表示します。'
complete -c ticket -n '__ticket_at "new"' -l dept -l department -s d -x -k -a '(__ticket_list departments)' -d '部門。名前、一意に決まる先頭部分、または ID で指定します。'
complete -c ticket -n '__ticket_at "new"' -l subject -s s -x -d '件名。'
complete -c ticket -n '__ticket_at "new"' -l message -s m -x -d 'メッセージ。'
complete -c ticket -n '__ticket_at "new"' -l message-file -r -F -d 'メッセージをファイルから読み取ります。- は標準入力です。'
complete -c ticket -n '__ticket_at "new"' -l editor -s e -d 'メッセージをエディターで書きます。'
complete -c ticket -n '__ticket_at "new"' -l message-template -x -k -a '(__ticket_list templates)' -d 'このテンプレートからメッセージを書き始めます。参照: ticket template'
complete -c ticket -n '__ticket_at "new"' -l service -x -k -a '(__ticket_list services)' -d '関連サービス。名前、一意に決まる先頭部分、または ID で指定します。'
complete -c ticket -n '__ticket_at "new"' -l cc -x -d 'ほかに通知する相手。繰り返すか、コンマ区切りで複数指定できます。'
complete -c ticket -n '__ticket_at "new"' -l attach -s a -x -a '(__ticket_attachable)' -d 'ファイル、またはパターンに一致するファイルを添付します。'
complete -c ticket -n '__ticket_at "new"' -l attach-clipboard -d 'クリップボードの画像を添付します。'
complete -c ticket -n '__ticket_at "new"' -l zip -d 'フォルダーと、ポータルが受け付けない種類のファイルを zip にします。'
complete -c ticket -n '__ticket_at "new"' -l encrypt -d 'ポータルでの保存時に暗号化します。'
complete -c ticket -n '__ticket_at "new"' -l urgent -d '件名の先頭に [URGENT] を付けます。'
complete -c ticket -n '__ticket_at "new"' -l impact -x -d '--urgent と併用します。影響の内容。'
complete -c ticket -n '__ticket_at "new"' -l contact -x -d '--urgent と併用します。希望の連絡方法。'
complete -c ticket -n '__ticket_at "new"' -l priority -x -k -a 'low medium high' -d '優先度。部門で指定できる場合に使えます。'
complete -c ticket -n '__ticket_at "new"' -l dry-run -d 'すべて確認しますが、何も送信しません。'
complete -c ticket -n '__ticket_at "new"' -l yes -s y -d '必須の項目だけ入力を求め、送信前の確認を省きます。'
complete -c ticket -n '__ticket_at "new"' -l recover -x -k -a '(__ticket_list drafts)' -d '保存された下書きから再開します。'
complete -c ticket -n '__ticket_at "new"' -l from -r -F -d 'チケットを YAML、JSON、JSON Lines、Markdown から読み取ります。- は標準入力です。'
complete -c ticket -n '__ticket_at "new"' -l again -d '--from と併用します。以前に作成済みのものも、もう一度作成します。'
complete -c ticket -n '__ticket_at "new"' -l fields -x -k -a '(__ticket_several number url subject status state department service cc priority encrypted created updated messages door found differences unverified notices dry_run portal message encrypt attachments entry line outcome draft error exit help)' -d '結果をこれらの項目だけの JSON で出力します。「help」で項目名を一覧表示します。'
complete -c ticket -n '__ticket_at "list"' -l state -s s -x -k -a 'open closed all' -d 'open は、クローズされていないすべてのチケットです。ステータス名でも指定できます。'
complete -c ticket -n '__ticket_at "list"' -l department -l dept -s d -x -k -a '(__ticket_list departments)' -d 'この部門のチケットだけを表示します。'
complete -c ticket -n '__ticket_at "list"' -l search -s S -x -d '件名にこの文字列を含むチケットだけを表示します。'
complete -c ticket -n '__ticket_at "list"' -l awaiting -x -k -a 'me staff' -d '自分（me）またはサポート（staff）の返信を待っているチケットだけを表示します。'
complete -c ticket -n '__ticket_at "list"' -l updated -x -d 'この期間に更新されたチケットだけを表示します: -7d、2026-11-01、2026-11-01..2026-11-10'
complete -c ticket -n '__ticket_at "list"' -l created -x -d 'この期間に作成されたチケットだけを表示します。'
complete -c ticket -n '__ticket_at "list"' -l columns -x -k -a '(__ticket_several number subject status department updated created priority service cc encrypted awaiting unread url)' -d '表示する列を、この順に指定します。'
complete -c ticket -n '__ticket_at "list"' -l sort -x -k -a 'number subject status department updated created priority service cc encrypted awaiting unread url number:desc subject:desc status:desc department:desc updated:desc created:desc priority:desc service:desc cc:desc encrypted:desc awaiting:desc unread:desc url:desc' -d 'updated、created などの列で並べ替えます。'
complete -c ticket -n '__ticket_at "list"' -l limit -s L -x -d '表示する最大件数（30）。'
complete -c ticket -n '__ticket_at "list"' -l all -s a -d '件数にかかわらず、すべて表示します。'
complete -c ticket -n '__ticket_at "list"' -l fields -x -k -a '(__ticket_several number url subject status state department service cc priority encrypted created updated messages help)' -d '結果をこれらの項目だけの JSON で出力します。「help」で項目名を一覧表示します。'
complete -c ticket -n '__ticket_at "show"' -l web -s w -d '代わりにブラウザーで開きます。'
complete -c ticket -n '__ticket_at "show"' -l last -s n -x -d '最後の N 件のメッセージだけを表示します。'
complete -c ticket -n '__ticket_at "show"' -l since -x -d 'これ以降のメッセージだけを表示します: -2d、-3h、2026-11-01'
complete -c ticket -n '__ticket_at "show"' -l raw -d '引用も HTML も、ポータルにあるとおりにメッセージを表示します。'
complete -c ticket -n '__ticket_at "show"' -l fields -x -k -a '(__ticket_several number url subject status state department service cc priority encrypted created updated messages opened help)' -d '結果をこれらの項目だけの JSON で出力します。「help」で項目名を一覧表示します。'
complete -c ticket -n '__ticket_at "show" 1' -k -a '(__ticket_list tickets)'
complete -c ticket -n '__ticket_at "reply"' -l message -s m -x -d 'メッセージ。'
complete -c ticket -n '__ticket_at "reply"' -l message-file -r -F -d 'メッセージをファイルから読み取ります。- は標準入力です。'
complete -c ticket -n '__ticket_at "reply"' -l editor -s e -d 'メッセージをエディターで書きます。'
complete -c ticket -n '__ticket_at "reply"' -l attach -s a -x -a '(__ticket_attachable)' -d 'ファイル、またはパターンに一致するファイルを添付します。'
complete -c ticket -n '__ticket_at "reply"' -l attach-clipboard -d 'クリップボードの画像を添付します。'
complete -c ticket -n '__ticket_at "reply"' -l zip -d 'フォルダーと、ポータルが受け付けない種類のファイルを zip にします。'
complete -c ticket -n '__ticket_at "reply"' -l encrypt -d 'ポータルでの保存時に暗号化します。'
complete -c ticket -n '__ticket_at "reply"' -l close -d '送信後にチケットをクローズします。'
complete -c ticket -n '__ticket_at "reply"' -l reopen -d 'チケットがクローズ済みなら、先に再オープンします。'
complete -c ticket -n '__ticket_at "reply"' -l dry-run -d 'すべて確認しますが、何も送信しません。'
complete -c ticket -n '__ticket_at "reply"' -l yes -s y -d '必須の項目だけ入力を求め、送信前の確認を省きます。'
complete -c ticket -n '__ticket_at "reply"' -l recover -x -k -a '(__ticket_list drafts)' -d '保存された下書きから再開します。'
complete -c ticket -n '__ticket_at "reply"' -l fields -x -k -a '(__ticket_several number url subject status state department service cc priority encrypted created updated messages door found differences unverified notices dry_run portal message encrypt close attachments help)' -d '結果をこれらの項目だけの JSON で出力します。「help」で項目名を一覧表示します。'
complete -c ticket -n '__ticket_at "reply" 1' -k -a '(__ticket_list tickets)'
complete -c ticket -n '__ticket_at "watch"' -l exec -x -d 'メッセージを JSON で標準入力に渡して、このコマンドを実行します。'
complete -c ticket -n '__ticket_at "watch"' -l notify -d 'デスクトップにも通知を表示します。'
complete -c ticket -n '__ticket_at "watch"' -l fields -x -k -a '(__ticket_several number url subject status id author staff time body body_html encrypted attachments help)' -d '結果をこれらの項目だけの JSON で出力します。「help」で項目名を一覧表示します。'
complete -c ticket -n '__ticket_at "watch" 1 more' -k -a '(__ticket_list tickets)'
complete -c ticket -n '__ticket_at "wait"' -l for -x -k -a 'answered closed reply' -d 'answered: サポートが最後に返信した状態。closed: クローズされた状態。reply: これ以降のサポートの返信。'
complete -c ticket -n '__ticket_at "wait"' -l timeout -x -d 'この時間を過ぎたらあきらめます。例: 90s、15m、2h'
complete -c ticket -n '__ticket_at "wait"' -l exec -x -d 'メッセージを JSON で標準入力に渡して、このコマンドを実行します。'
complete -c ticket -n '__ticket_at "wait"' -l notify -d 'デスクトップにも通知を表示します。'
complete -c ticket -n '__ticket_at "wait"' -l fields -x -k -a '(__ticket_several number url subject status state department service cc priority encrypted created updated messages help)' -d '結果をこれらの項目だけの JSON で出力します。「help」で項目名を一覧表示します。'
complete -c ticket -n '__ticket_at "wait" 1' -k -a '(__ticket_list tickets)'
complete -c ticket -n '__ticket_at "close"' -l fields -x -k -a '(__ticket_several number closed already error exit help)' -d '結果をこれらの項目だけの JSON で出力します。「help」で項目名を一覧表示します。'
complete -c ticket -n '__ticket_at "close" 1 more' -k -a '(__ticket_list tickets)'
complete -c ticket -n '__ticket_at "reopen"' -l fields -x -k -a '(__ticket_several number closed already error exit help)' -d '結果をこれらの項目だけの JSON で出力します。「help」で項目名を一覧表示します。'
complete -c ticket -n '__ticket_at "reopen" 1 more' -k -a '(__ticket_list tickets)'
complete -c ticket -n '__ticket_at "download"' -l dir -s D -x -a '(__fish_complete_directories)' -d '保存先のフォルダー。なければ作成します。'
complete -c ticket -n '__ticket_at "download"' -l force -s f -d '既存のファイルを上書きします。'
complete -c ticket -n '__ticket_at "download"' -l fields -x -k -a '(__ticket_several id name path size error exit help)' -d '結果をこれらの項目だけの JSON で出力します。「help」で項目名を一覧表示します。'
complete -c ticket -n '__ticket_at "download" 1' -k -a '(__ticket_list tickets)'
complete -c ticket -n '__ticket_at "departments"' -l fields -x -k -a '(__ticket_several id name description priorities help)' -d '結果をこれらの項目だけの JSON で出力します。「help」で項目名を一覧表示します。'
complete -c ticket -n '__ticket_at "services"' -l fields -x -k -a '(__ticket_several id name domain status category help)' -d '結果をこれらの項目だけの JSON で出力します。「help」で項目名を一覧表示します。'
complete -c ticket -n '__ticket_at "api"' -l field -s f -x -d '送信する値。繰り返して複数指定できます。'
complete -c ticket -n '__ticket_at "api"' -l paginate -d 'すべてのページを順に取得し、届き次第出力します。'
complete -c ticket -n '__ticket_at "api"' -l fields -x -k -a '(__ticket_several help)' -d '結果をこれらの項目だけの JSON で出力します。「help」で項目名を一覧表示します。'
complete -c ticket -n '__ticket_at "drafts" 1' -k -a delete -d '下書きを完全に削除します。ポータルの内容は変わりません。'
complete -c ticket -n '__ticket_at "drafts" 1' -k -a send -d '下書きをそのまま送信します。'
complete -c ticket -n '__ticket_at "drafts" 1' -k -a edit -d '下書きのメッセージをエディターで変更します。'
complete -c ticket -n '__ticket_at "drafts" 1' -k -a show -d '下書きの全体を表示します。'
complete -c ticket -n '__ticket_at "drafts" 1' -k -a list -d '下書きを古い順に一覧表示します。'
complete -c ticket -n '__ticket_at "drafts"' -l fields -x -k -a '(__ticket_several help)' -d '結果をこれらの項目だけの JSON で出力します。「help」で項目名を一覧表示します。'
complete -c ticket -n '__ticket_at "drafts list"' -l fields -x -k -a '(__ticket_several id state kind portal number subject created help)' -d '結果をこれらの項目だけの JSON で出力します。「help」で項目名を一覧表示します。'
complete -c ticket -n '__ticket_at "drafts show"' -l fields -x -k -a '(__ticket_several id state kind portal number subject created department message service cc priority encrypt urgent impact contact attachments close help)' -d '結果をこれらの項目だけの JSON で出力します。「help」で項目名を一覧表示します。'
complete -c ticket -n '__ticket_at "drafts show" 1' -k -a '(__ticket_list drafts)'
complete -c ticket -n '__ticket_at "drafts edit"' -l fields -x -k -a '(__ticket_several id state kind portal number subject created department message service cc priority encrypt urgent impact contact attachments close help)' -d '結果をこれらの項目だけの JSON で出力します。「help」で項目名を一覧表示します。'
complete -c ticket -n '__ticket_at "drafts edit" 1' -k -a '(__ticket_list drafts)'
complete -c ticket -n '__ticket_at "drafts send"' -l yes -s y -d 'すでに届いている可能性があっても送信します。'
complete -c ticket -n '__ticket_at "drafts send"' -l zip -d 'フォルダーと、ポータルが受け付けない種類のファイルを zip にします。'
complete -c ticket -n '__ticket_at "drafts send"' -l fields -x -k -a '(__ticket_several number url subject status state department service cc priority encrypted created updated messages door found differences unverified notices help)' -d '結果をこれらの項目だけの JSON で出力します。「help」で項目名を一覧表示します。'
complete -c ticket -n '__ticket_at "drafts send" 1' -k -a '(__ticket_list drafts)'
complete -c ticket -n '__ticket_at "drafts delete"' -l yes -s y -d '確認せずに削除します。'
complete -c ticket -n '__ticket_at "drafts delete"' -l fields -x -k -a '(__ticket_several id deleted error exit help)' -d '結果をこれらの項目だけの JSON で出力します。「help」で項目名を一覧表示します。'
complete -c ticket -n '__ticket_at "drafts delete" 1 more' -k -a '(__ticket_list drafts)'
complete -c ticket -n '__ticket_at "template" 1' -k -a delete -d 'テンプレートを削除します。'
complete -c ticket -n '__ticket_at "template" 1' -k -a edit -d 'テンプレートをエディターで変更します。'
complete -c ticket -n '__ticket_at "template" 1' -k -a show -d 'テンプレートを表示します。'
complete -c ticket -n '__ticket_at "template" 1' -k -a list -d 'テンプレートを一覧表示します。'
complete -c ticket -n '__ticket_at "template" 1' -k -a add -d 'テンプレートを追加します。本文を指定しないと、エディターで書きます。'
complete -c ticket -n '__ticket_at "template"' -l fields -x -k -a '(__ticket_several help)' -d '結果をこれらの項目だけの JSON で出力します。「help」で項目名を一覧表示します。'
complete -c ticket -n '__ticket_at "template add"' -l department -l dept -s d -x -k -a '(__ticket_list departments)' -d 'この部門専用にします。'
complete -c ticket -n '__ticket_at "template add"' -l message -s m -x -d '本文。'
complete -c ticket -n '__ticket_at "template add"' -l message-file -r -F -d '本文をファイルから読み取ります。- は標準入力です。'
complete -c ticket -n '__ticket_at "template add"' -l fields -x -k -a '(__ticket_several name department text path help)' -d '結果をこれらの項目だけの JSON で出力します。「help」で項目名を一覧表示します。'
complete -c ticket -n '__ticket_at "template add" 1' -k -a '(__ticket_list templates)'
complete -c ticket -n '__ticket_at "template list"' -l fields -x -k -a '(__ticket_several name department text path help)' -d '結果をこれらの項目だけの JSON で出力します。「help」で項目名を一覧表示します。'
complete -c ticket -n '__ticket_at "template show"' -l department -l dept -s d -x -k -a '(__ticket_list departments)' -d 'この部門専用にします。'
complete -c ticket -n '__ticket_at "template show"' -l fields -x -k -a '(__ticket_several name department text path help)' -d '結果をこれらの項目だけの JSON で出力します。「help」で項目名を一覧表示します。'
complete -c ticket -n '__ticket_at "template show" 1' -k -a '(__ticket_list templates)'
complete -c ticket -n '__ticket_at "template edit"' -l department -l dept -s d -x -k -a '(__ticket_list departments)' -d 'この部門専用にします。'
complete -c ticket -n '__ticket_at "template edit"' -l fields -x -k -a '(__ticket_several name department text path help)' -d '結果をこれらの項目だけの JSON で出力します。「help」で項目名を一覧表示します。'
complete -c ticket -n '__ticket_at "template edit" 1' -k -a '(__ticket_list templates)'
complete -c ticket -n '__ticket_at "template delete"' -l department -l dept -s d -x -k -a '(__ticket_list departments)' -d 'この部門専用にします。'
complete -c ticket -n '__ticket_at "template delete"' -l yes -s y -d '確認しません。'
complete -c ticket -n '__ticket_at "template delete"' -l fields -x -k -a '(__ticket_several name department text path help)' -d '結果をこれらの項目だけの JSON で出力します。「help」で項目名を一覧表示します。'
complete -c ticket -n '__ticket_at "template delete" 1' -k -a '(__ticket_list templates)'
complete -c ticket -n '__ticket_at "auth" 1' -k -a switch -d 'コマンドで使用するポータルを選択します。'
complete -c ticket -n '__ticket_at "auth" 1' -k -a logout -d 'ポータルからログアウトし、このマシンから認証情報を削除します。'
complete -c ticket -n '__ticket_at "auth" 1' -k -a status -d '各ポータルについて、ログイン中のユーザー、ログインが有効かどうか、対応機能を表示します。'
complete -c ticket -n '__ticket_at "auth" 1' -k -a login -d 'ポータルにログインし、ログイン情報を保存します。'
complete -c ticket -n '__ticket_at "auth"' -l fields -x -k -a '(__ticket_several help)' -d '結果をこれらの項目だけの JSON で出力します。「help」で項目名を一覧表示します。'
complete -c ticket -n '__ticket_at "auth login"' -l username -s u -x -d 'アカウントのメールアドレス。'
complete -c ticket -n '__ticket_at "auth login"' -l password-stdin -d 'パスワードを標準入力から読み取ります。'
complete -c ticket -n '__ticket_at "auth login"' -l token-stdin -d '個人用アクセストークンを標準入力から読み取ります。'
complete -c ticket -n '__ticket_at "auth login"' -l insecure-storage -d 'キーリングがない場合に、認証情報をファイル（モード 0600）に保存します。'
complete -c ticket -n '__ticket_at "auth login"' -l name -x -d 'このポータルに付ける名前。'
complete -c ticket -n '__ticket_at "auth login"' -l ca-file -r -F -d 'このポータルで信頼する証明書（PEM）。'
complete -c ticket -n '__ticket_at "auth login"' -l fields -x -k -a '(__ticket_several name url active username storage secrets works error identity offers help)' -d '結果をこれらの項目だけの JSON で出力します。「help」で項目名を一覧表示します。'
complete -c ticket -n '__ticket_at "auth login" 1' -k -a '(__ticket_list portals)'
complete -c ticket -n '__ticket_at "auth status"' -l offline -d 'ポータルに問い合わせず、保存されている情報だけを表示します。'
complete -c ticket -n '__ticket_at "auth status"' -l fields -x -k -a '(__ticket_several name url active username storage secrets works error identity offers help)' -d '結果をこれらの項目だけの JSON で出力します。「help」で項目名を一覧表示します。'
complete -c ticket -n '__ticket_at "auth logout"' -l fields -x -k -a '(__ticket_several name url session_ended help)' -d '結果をこれらの項目だけの JSON で出力します。「help」で項目名を一覧表示します。'
complete -c ticket -n '__ticket_at "auth logout" 1' -k -a '(__ticket_list portals)'
complete -c ticket -n '__ticket_at "auth switch"' -l fields -x -k -a '(__ticket_several name url help)' -d '結果をこれらの項目だけの JSON で出力します。「help」で項目名を一覧表示します。'
complete -c ticket -n '__ticket_at "auth switch" 1' -k -a '(__ticket_list portals)'
complete -c ticket -n '__ticket_at "config" 1' -k -a edit -d 'config.toml をエディターで変更します。変更後の内容が正しくなければ、元のファイルを残します。'
complete -c ticket -n '__ticket_at "config" 1' -k -a list -d 'すべての設定項目の値と説明を表示します。'
complete -c ticket -n '__ticket_at "config" 1' -k -a unset -d '設定を既定値に戻します。'
complete -c ticket -n '__ticket_at "config" 1' -k -a set -d '設定を変更します。'
complete -c ticket -n '__ticket_at "config" 1' -k -a get -d '設定の値、または既定値を表示します。値がなければ何も表示しません。'
complete -c ticket -n '__ticket_at "config"' -l fields -x -k -a '(__ticket_several help)' -d '結果をこれらの項目だけの JSON で出力します。「help」で項目名を一覧表示します。'
complete -c ticket -n '__ticket_at "config get"' -l fields -x -k -a '(__ticket_several key value help)' -d '結果をこれらの項目だけの JSON で出力します。「help」で項目名を一覧表示します。'
complete -c ticket -n '__ticket_at "config get" 1' -k -a 'limit' -d '「ticket list」で一覧表示する最大件数。'
complete -c ticket -n '__ticket_at "config get" 1' -k -a 'language' -d '表示言語: en、ja、zh_TW。設定しない場合はロケールに従います。'
complete -c ticket -n '__ticket_at "config get" 1' -k -a 'background' -d '端末の背景色。light（明るい）または dark（暗い）。表示色の選択に使います。'
complete -c ticket -n '__ticket_at "config get" 1' -k -a 'accessible' -d '番号で答える簡単な質問だけにし、画面を書き換えません。スクリーンリーダー向け。'
complete -c ticket -n '__ticket_at "config get" 1' -k -a 'pager' -d '長い出力に使うページャー。PAGER より優先されます。「cat」で無効になります。'
complete -c ticket -n '__ticket_at "config get" 1' -k -a 'editor' -d 'メッセージを書くエディター。VISUAL、EDITOR より優先されます。'
complete -c ticket -n '__ticket_at "config set"' -l fields -x -k -a '(__ticket_several key value help)' -d '結果をこれらの項目だけの JSON で出力します。「help」で項目名を一覧表示します。'
complete -c ticket -n '__ticket_at "config set" 1' -k -a 'limit' -d '「ticket list」で一覧表示する最大件数。'
complete -c ticket -n '__ticket_at "config set" 1' -k -a 'language' -d '表示言語: en、ja、zh_TW。設定しない場合はロケールに従います。'
complete -c ticket -n '__ticket_at "config set" 1' -k -a 'background' -d '端末の背景色。light（明るい）または dark（暗い）。表示色の選択に使います。'
complete -c ticket -n '__ticket_at "config set" 1' -k -a 'accessible' -d '番号で答える簡単な質問だけにし、画面を書き換えません。スクリーンリーダー向け。'
complete -c ticket -n '__ticket_at "config set" 1' -k -a 'pager' -d '長い出力に使うページャー。PAGER より優先されます。「cat」で無効になります。'
complete -c ticket -n '__ticket_at "config set" 1' -k -a 'editor' -d 'メッセージを書くエディター。VISUAL、EDITOR より優先されます。'
complete -c ticket -n '__ticket_at "config unset"' -l fields -x -k -a '(__ticket_several key value help)' -d '結果をこれらの項目だけの JSON で出力します。「help」で項目名を一覧表示します。'
complete -c ticket -n '__ticket_at "config unset" 1' -k -a 'limit' -d '「ticket list」で一覧表示する最大件数。'
complete -c ticket -n '__ticket_at "config unset" 1' -k -a 'language' -d '表示言語: en、ja、zh_TW。設定しない場合はロケールに従います。'
complete -c ticket -n '__ticket_at "config unset" 1' -k -a 'background' -d '端末の背景色。light（明るい）または dark（暗い）。表示色の選択に使います。'
complete -c ticket -n '__ticket_at "config unset" 1' -k -a 'accessible' -d '番号で答える簡単な質問だけにし、画面を書き換えません。スクリーンリーダー向け。'
complete -c ticket -n '__ticket_at "config unset" 1' -k -a 'pager' -d '長い出力に使うページャー。PAGER より優先されます。「cat」で無効になります。'
complete -c ticket -n '__ticket_at "config unset" 1' -k -a 'editor' -d 'メッセージを書くエディター。VISUAL、EDITOR より優先されます。'
complete -c ticket -n '__ticket_at "config list"' -l fields -x -k -a '(__ticket_several key value from about help)' -d '結果をこれらの項目だけの JSON で出力します。「help」で項目名を一覧表示します。'
complete -c ticket -n '__ticket_at "config edit"' -l fields -x -k -a '(__ticket_several path changed help)' -d '結果をこれらの項目だけの JSON で出力します。「help」で項目名を一覧表示します。'
complete -c ticket -n '__ticket_at "alias" 1' -k -a delete -d 'エイリアスを削除します。'
complete -c ticket -n '__ticket_at "alias" 1' -k -a list -d 'エイリアスと割り当てられたコマンドを一覧表示します。'
complete -c ticket -n '__ticket_at "alias" 1' -k -a set -d 'コマンドラインに名前を付けます。'
complete -c ticket -n '__ticket_at "alias"' -l fields -x -k -a '(__ticket_several help)' -d '結果をこれらの項目だけの JSON で出力します。「help」で項目名を一覧表示します。'
complete -c ticket -n '__ticket_at "alias set"' -l fields -x -k -a '(__ticket_several name expansion replaced help)' -d '結果をこれらの項目だけの JSON で出力します。「help」で項目名を一覧表示します。'
complete -c ticket -n '__ticket_at "alias set" 1' -k -a '(__ticket_list aliases)'
complete -c ticket -n '__ticket_at "alias list"' -l fields -x -k -a '(__ticket_several name expansion help)' -d '結果をこれらの項目だけの JSON で出力します。「help」で項目名を一覧表示します。'
complete -c ticket -n '__ticket_at "alias delete"' -l fields -x -k -a '(__ticket_several name expansion help)' -d '結果をこれらの項目だけの JSON で出力します。「help」で項目名を一覧表示します。'
complete -c ticket -n '__ticket_at "alias delete" 1' -k -a '(__ticket_list aliases)'
complete -c ticket -n '__ticket_at "completion" 1' -k -a install -d 'シェルが読み込む場所にスクリプトを書き込み、ほかに必要な設定があれば表示します。'
complete -c ticket -n '__ticket_at "completion" 1' -k -a powershell -d 'PowerShell 用のスクリプトを出力します。'
complete -c ticket -n '__ticket_at "completion" 1' -k -a fish -d 'fish 用のスクリプトを出力します。'
complete -c ticket -n '__ticket_at "completion" 1' -k -a zsh -d 'zsh 用のスクリプトを出力します。'
complete -c ticket -n '__ticket_at "completion" 1' -k -a bash -d 'bash 用のスクリプトを出力します。'
complete -c ticket -n '__ticket_at "completion"' -l fields -x -k -a '(__ticket_several help)' -d '結果をこれらの項目だけの JSON で出力します。「help」で項目名を一覧表示します。'
complete -c ticket -n '__ticket_at "completion bash"' -l fields -x -k -a '(__ticket_several shell script help)' -d '結果をこれらの項目だけの JSON で出力します。「help」で項目名を一覧表示します。'
complete -c ticket -n '__ticket_at "completion zsh"' -l fields -x -k -a '(__ticket_several shell script help)' -d '結果をこれらの項目だけの JSON で出力します。「help」で項目名を一覧表示します。'
complete -c ticket -n '__ticket_at "completion fish"' -l fields -x -k -a '(__ticket_several shell script help)' -d '結果をこれらの項目だけの JSON で出力します。「help」で項目名を一覧表示します。'
complete -c ticket -n '__ticket_at "completion powershell"' -l fields -x -k -a '(__ticket_several shell script help)' -d '結果をこれらの項目だけの JSON で出力します。「help」で項目名を一覧表示します。'
complete -c ticket -n '__ticket_at "completion install"' -l fields -x -k -a '(__ticket_several shell path changed lines help)' -d '結果をこれらの項目だけの JSON で出力します。「help」で項目名を一覧表示します。'
complete -c ticket -n '__ticket_at "completion install" 1' -k -a 'powershell'
complete -c ticket -n '__ticket_at "completion install" 1' -k -a 'fish'
complete -c ticket -n '__ticket_at "completion install" 1' -k -a 'zsh'
complete -c ticket -n '__ticket_at "completion install" 1' -k -a 'bash'
complete -c ticket -n '__ticket_at "diag"' -l fields -x -k -a '(__ticket_several program terminal environment folders settings keyring drafts portals help)' -d '結果をこれらの項目だけの JSON で出力します。「help」で項目名を一覧表示します。'
complete -c ticket -n '__ticket_at "sandbox" 1' -k -a reset -d '練習用ポータルのチケットをすべて削除します。'
complete -c ticket -n '__ticket_at "sandbox" 1' -k -a serve -d 'ブラウザーやほかのプログラムから使えるように、練習用ポータルを起動したままにします。'
complete -c ticket -n '__ticket_at "sandbox"' -l fields -x -k -a '(__ticket_several help)' -d '結果をこれらの項目だけの JSON で出力します。「help」で項目名を一覧表示します。'
complete -c ticket -n '__ticket_at "sandbox serve"' -l port -x -d '待ち受けるポート。'
complete -c ticket -n '__ticket_at "sandbox serve"' -l staff-after -x -d 'サポートがチケットに回答するまでの時間。'
complete -c ticket -n '__ticket_at "sandbox serve"' -l fields -x -k -a '(__ticket_several url username password help)' -d '結果をこれらの項目だけの JSON で出力します。「help」で項目名を一覧表示します。'
complete -c ticket -n '__ticket_at "sandbox reset"' -l yes -s y -d '確認しません。'
complete -c ticket -n '__ticket_at "sandbox reset"' -l fields -x -k -a '(__ticket_several reset help)' -d '結果をこれらの項目だけの JSON で出力します。「help」で項目名を一覧表示します。'
complete -c ticket -n '__ticket_at "help"' -l man -d 'ticket またはコマンドのマニュアルページを出力します。'
complete -c ticket -n '__ticket_at "help"' -l fields -x -k -a '(__ticket_several topic text help)' -d '結果をこれらの項目だけの JSON で出力します。「help」で項目名を一覧表示します。'
complete -c ticket -n '__ticket_at "help" 1' -k -a 'help' -d 'exit-codes などのトピックを説明します。'
complete -c ticket -n '__ticket_at "help" 1' -k -a 'sandbox' -d '内蔵の練習用ポータル。'
complete -c ticket -n '__ticket_at "help" 1' -k -a 'diag' -d 'サポートへの問い合わせに必要な情報を、機密情報を除いて表示します。'
complete -c ticket -n '__ticket_at "help" 1' -k -a 'completion' -d 'シェルでコマンド、名前、番号を補完できるようにします。'
complete -c ticket -n '__ticket_at "help" 1' -k -a 'alias' -d '長いコマンドに付ける短い名前: 登録、一覧、削除。'
complete -c ticket -n '__ticket_at "help" 1' -k -a 'config' -d '設定: 取得、変更、解除、一覧、編集。'
complete -c ticket -n '__ticket_at "help" 1' -k -a 'auth' -d 'ログインとログアウト、ポータルの対応機能の確認。'
complete -c ticket -n '__ticket_at "help" 1' -k -a 'template' -d 'メッセージのひな型となるテンプレート: 追加、一覧、表示、編集、削除。'
complete -c ticket -n '__ticket_at "help" 1' -k -a 'drafts' -d '送信が確認されていない下書き: 一覧、表示、編集、送信、削除。'
complete -c ticket -n '__ticket_at "help" 1' -k -a 'api' -d 'ログインした状態でポータルの API を直接呼び出します。'
complete -c ticket -n '__ticket_at "help" 1' -k -a 'services' -d 'アカウントのサービスを一覧表示します。'
complete -c ticket -n '__ticket_at "help" 1' -k -a 'departments' -d 'チケットを受け付ける部門を一覧表示します。'
complete -c ticket -n '__ticket_at "help" 1' -k -a 'download' -d 'チケットの添付ファイルを保存します。'
complete -c ticket -n '__ticket_at "help" 1' -k -a 'reopen' -d 'クローズ済みのチケットを再オープンします。'
complete -c ticket -n '__ticket_at "help" 1' -k -a 'close' -d 'チケットをクローズします。'
complete -c ticket -n '__ticket_at "help" 1' -k -a 'wait' -d 'チケットが回答またはクローズされるまで待ちます。'
complete -c ticket -n '__ticket_at "help" 1' -k -a 'watch' -d 'チケットの新しいメッセージを届き次第表示します。'
complete -c ticket -n '__ticket_at "help" 1' -k -a 'reply' -d 'チケットに返信します。'
complete -c ticket -n '__ticket_at "help" 1' -k -a 'show' -d 'チケットとすべてのやり取りを表示します。'
complete -c ticket -n '__ticket_at "help" 1' -k -a 'list' -d 'チケットを一覧表示します。'
complete -c ticket -n '__ticket_at "help" 1' -k -a 'new' -d 'チケットを作成します。'
complete -c ticket -n '__ticket_at "help" 1' -k -a 'sandbox' -d 'アカウントなしで使える練習用ポータル。'
complete -c ticket -n '__ticket_at "help" 1' -k -a 'accessibility' -d 'スクリーンリーダー、狭い画面、色のない端末での利用。'
complete -c ticket -n '__ticket_at "help" 1' -k -a 'formatting' -d 'スクリプト向けの出力: JSON、その一部、テンプレートによる整形。'
complete -c ticket -n '__ticket_at "help" 1' -k -a 'doors' -d 'ポータルへの接続経路: API と Web ページ。'
complete -c ticket -n '__ticket_at "help" 1' -k -a 'attachments' -d '添付できるファイルと添付の方法。'
complete -c ticket -n '__ticket_at "help" 1' -k -a 'environment' -d '参照される環境変数。'
complete -c ticket -n '__ticket_at "help" 1' -k -a 'exit-codes' -d 'コマンドの終了コードの意味。'
