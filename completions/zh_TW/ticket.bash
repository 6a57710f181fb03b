# Completions of `ticket` for bash. Made from its commands: do not edit.
#
# Names come from files in the cache, one a line, with a tab and a description behind; the program
# is started only for what they do not hold (ticket __complete). Nothing here asks the network.

# What may follow the command $1: `commands`, `options`, and how many `arguments`.
_ticket_command() {
    options=$'--portal\t要使用的入口網站（或 TICKET_PORTAL），或「sandbox」。\n--via\t只使用入口網站的 API，或只使用它的網頁。\n--json\t以 JSON 輸出結果。\n--jq\t以 jq 處理 JSON 後輸出。\n--template\t以文字輸出，例如「{number}: {subject}」。\n--no-input\t完全不詢問；缺少資料時直接失敗。\n--verbose\t在記錄中回報長時間傳輸的進度。\n--debug\t顯示每個請求與完整的錯誤，並遮蔽機密。\n--help\t顯示這份說明後結束。\n'
    commands='' arguments=0 many=''
    case $1 in
    '')
        commands=$'new\t開立工單。\nlist\t列出您的工單，最新的在前。\nshow\t顯示工單與往來訊息。\nreply\t回覆工單。\nwatch\t工單一有新訊息就顯示，直到全部關閉或按下 Ctrl-C。\nwait\t等待工單得到回覆或關閉。\nclose\t關閉工單。已經關閉的維持不變。\nreopen\t重新開啟已關閉的工單。已經開啟的維持不變。\ndownload\t儲存工單的附件：全部，或指定的附件。\ndepartments\t列出受理工單的部門。\nservices\t列出您帳號的服務，工單可以與它們相關。\napi\t以登入身分呼叫入口網站的任何 API，並原樣輸出 JSON。\ndrafts\t已撰寫但尚未確認的內容：列出、顯示、編輯、送出、刪除。\ntemplate\t起草訊息用的範本：新增、列出、顯示、編輯、刪除。\nauth\t登入與登出，並查看入口網站提供的功能。\nconfig\t您的設定：取得、設定、取消、列出、編輯。\nalias\t為較長的指令取自己的名稱：設定、列出、刪除。\ncompletion\t讓 shell 自動補齊指令、選項，以及入口網站顯示過的名稱與編號。\ndiag\t列出請求支援時需要知道的資訊：版本、資料夾、設定、入口網站。\nsandbox\t內建的練習用入口網站：代替真正的入口網站，供初次試用與測試。\nhelp\t解說主題或指令。\n'
        options=$'--version\t顯示版本後結束。\n--fields\t以 JSON 輸出，只含這些欄位；「help」會列出欄位。\n'$options
        ;;
    'new')
        options=$'--dept\t部門：名稱、可辨識的開頭部分，或識別碼。\n--department\t部門：名稱、可辨識的開頭部分，或識別碼。\n-d\t部門：名稱、可辨識的開頭部分，或識別碼。\n--subject\t主旨。\n-s\t主旨。\n--message\t訊息。\n-m\t訊息。\n--message-file\t從檔案讀取訊息；- 代表標準輸入。\n--editor\t在編輯器中撰寫訊息。\n-e\t在編輯器中撰寫訊息。\n--message-template\t以這個範本起草訊息：參見 ticket template。\n--service\t相關服務：名稱、可辨識的開頭部分，或識別碼。\n--cc\t一併通知；多人時重複這個選項或以逗號分隔。\n--attach\t附加檔案，或符合樣式的檔案。\n-a\t附加檔案，或符合樣式的檔案。\n--attach-clipboard\t附加剪貼簿裡的圖片。\n--zip\t將資料夾與入口網站不接受的檔案類型壓縮成 zip。\n--encrypt\t請入口網站加密保存。\n--urgent\t在主旨前加上 [URGENT]。\n--impact\t搭配 --urgent：影響到什麼。\n--contact\t搭配 --urgent：如何與您聯絡。\n--priority\t優先順序，適用於可以選擇的部門。\n--dry-run\t檢查所有內容，不送出。\n--yes\t只詢問必要的資料；不經檢視直接送出。\n-y\t只詢問必要的資料；不經檢視直接送出。\n--recover\t繼續撰寫先前保留的草稿。\n--from\t從 YAML、JSON、JSON Lines 或 Markdown 讀取工單；- 代表標準輸入。\n--again\t搭配 --from：連先前已由它建立的也再建立。\n--fields\t以 JSON 輸出，只含這些欄位；「help」會列出欄位。\n'$options
        ;;
    'list')
        options=$'--state\topen 代表所有尚未關閉的工單。也可以指定狀態名稱。\n-s\topen 代表所有尚未關閉的工單。也可以指定狀態名稱。\n--department\t只列出這個部門的工單。\n--dept\t只列出這個部門的工單。\n-d\t只列出這個部門的工單。\n--search\t只列出主旨含有這段文字的工單。\n-S\t只列出主旨含有這段文字的工單。\n--awaiting\t只列出該由您或客服人員回覆的工單。\n--updated\t只列出在這段時間更新的工單：-7d、2026-11-01、2026-11-01..2026-11-10。\n--created\t只列出在這段時間開立的工單。\n--columns\t要顯示的欄位，依此順序。\n--sort\t依欄位排序，例如 updated 或 created。\n--limit\t最多列出幾張（30）。\n-L\t最多列出幾張（30）。\n--all\t不論有多少，全部列出。\n-a\t不論有多少，全部列出。\n--fields\t以 JSON 輸出，只含這些欄位；「help」會列出欄位。\n'$options
        ;;
    'show')
        options=$'--web\t改在瀏覽器中顯示。\n-w\t改在瀏覽器中顯示。\n--last\t只顯示最後 N 則訊息。\n-n\t只顯示最後 N 則訊息。\n--since\t只顯示這個時間之後的訊息：-2d、-3h、2026-11-01。\n--raw\t訊息保持入口網站上的原樣：完整的引用與 HTML。\n--fields\t以 JSON 輸出，只含這些欄位；「help」會列出欄位。\n'$options
        arguments=1
        ;;
    'reply')
        options=$'--message\t訊息。\n-m\t訊息。\n--message-file\t從檔案讀取訊息；- 代表標準輸入。\n--editor\t在編輯器中撰寫訊息。\n-e\t在編輯器中撰寫訊息。\n--attach\t附加檔案，或符合樣式的檔案。\n-a\t附加檔案，或符合樣式的檔案。\n--attach-clipboard\t附加剪貼簿裡的圖片。\n--zip\t將資料夾與入口網站不接受的檔案類型壓縮成 zip。\n--encrypt\t請入口網站加密保存。\n--close\t之後關閉工單。\n--reopen\t如果工單已關閉，先重新開啟。\n--dry-run\t檢查所有內容，不送出。\n--yes\t只詢問必要的資料；不經檢視直接送出。\n-y\t只詢問必要的資料；不經檢視直接送出。\n--recover\t繼續撰寫先前保留的草稿。\n--fields\t以 JSON 輸出，只含這些欄位；「help」會列出欄位。\n'$options
        arguments=1
        ;;
    'watch')
        options=$'--exec\t執行這個指令，並將訊息以 JSON 送進它的標準輸入。\n--notify\t同時在桌面上顯示通知。\n--fields\t以 JSON 輸出，只含這些欄位；「help」會列出欄位。\n'$options
        arguments=1 many=1
        ;;
    'wait')
        options=$'--for\t最後一則訊息來自客服人員；或工單已關閉；或客服人員有新訊息。\n--timeout\t超過這段時間就放棄，例如 90s、15m 或 2h。\n--exec\t執行這個指令，並將訊息以 JSON 送進它的標準輸入。\n--notify\t同時在桌面上顯示通知。\n--fields\t以 JSON 輸出，只含這些欄位；「help」會列出欄位。\n'$options
        arguments=1
        ;;
    'close')
        options=$'--fields\t以 JSON 輸出，只含這些欄位；「help」會列出欄位。\n'$options
        arguments=1 many=1
        ;;
    'reopen')
        options=$'--fields\t以 JSON 輸出，只含這些欄位；「help」會列出欄位。\n'$options
        arguments=1 many=1
        ;;
    'download')
        options=$'--dir\t存放的資料夾；沒有的話會建立。\n-D\t存放的資料夾；沒有的話會建立。\n--force\t取代已存在的檔案。\n-f\t取代已存在的檔案。\n--fields\t以 JSON 輸出，只含這些欄位；「help」會列出欄位。\n'$options
        arguments=2 many=1
        ;;
    'departments')
        options=$'--fields\t以 JSON 輸出，只含這些欄位；「help」會列出欄位。\n'$options
        ;;
    'services')
        options=$'--fields\t以 JSON 輸出，只含這些欄位；「help」會列出欄位。\n'$options
        ;;
    'api')
        options=$'--field\t要送出的值；多個值時重複這個選項。\n-f\t要送出的值；多個值時重複這個選項。\n--paginate\t讀取所有分頁；每讀到一頁就輸出。\n--fields\t以 JSON 輸出，只含這些欄位；「help」會列出欄位。\n'$options
        arguments=2
        ;;
    'drafts')
        commands=$'list\t列出草稿，最舊的在前。\nshow\t顯示完整的草稿。\nedit\t在編輯器中變更草稿的訊息。\nsend\t照原樣送出草稿。\ndelete\t永久刪除草稿。入口網站上的內容不受影響。\n'
        options=$'--fields\t以 JSON 輸出，只含這些欄位；「help」會列出欄位。\n'$options
        ;;
    'drafts list')
        options=$'--fields\t以 JSON 輸出，只含這些欄位；「help」會列出欄位。\n'$options
        ;;
    'drafts show')
        options=$'--fields\t以 JSON 輸出，只含這些欄位；「help」會列出欄位。\n'$options
        arguments=1
        ;;
    'drafts edit')
        options=$'--fields\t以 JSON 輸出，只含這些欄位；「help」會列出欄位。\n'$options
        arguments=1
        ;;
    'drafts send')
        options=$'--yes\t即使可能已經送達也送出。\n-y\t即使可能已經送達也送出。\n--zip\t將資料夾與入口網站不接受的檔案類型壓縮成 zip。\n--fields\t以 JSON 輸出，只含這些欄位；「help」會列出欄位。\n'$options
        arguments=1
        ;;
    'drafts delete')
        options=$'--yes\t不詢問直接刪除。\n-y\t不詢問直接刪除。\n--fields\t以 JSON 輸出，只含這些欄位；「help」會列出欄位。\n'$options
        arguments=1 many=1
        ;;
    'template')
        commands=$'add\t新增範本。沒有提供內容時，會在編輯器中撰寫。\nlist\t列出範本。\nshow\t輸出範本。\nedit\t在編輯器中變更範本。\ndelete\t刪除範本。\n'
        options=$'--fields\t以 JSON 輸出，只含這些欄位；「help」會列出欄位。\n'$options
        ;;
    'template add')
        options=$'--department\t只用於這個部門。\n--dept\t只用於這個部門。\n-d\t只用於這個部門。\n--message\t內容。\n-m\t內容。\n--message-file\t從檔案讀取內容；- 代表標準輸入。\n--fields\t以 JSON 輸出，只含這些欄位；「help」會列出欄位。\n'$options
        arguments=1
        ;;
    'template list')
        options=$'--fields\t以 JSON 輸出，只含這些欄位；「help」會列出欄位。\n'$options
        ;;
    'template show')
        options=$'--department\t只用於這個部門。\n--dept\t只用於這個部門。\n-d\t只用於這個部門。\n--fields\t以 JSON 輸出，只含這些欄位；「help」會列出欄位。\n'$options
        arguments=1
        ;;
    'template edit')
        options=$'--department\t只用於這個部門。\n--dept\t只用於這個部門。\n-d\t只用於這個部門。\n--fields\t以 JSON 輸出，只含這些欄位；「help」會列出欄位。\n'$options
        arguments=1
        ;;
    'template delete')
        options=$'--department\t只用於這個部門。\n--dept\t只用於這個部門。\n-d\t只用於這個部門。\n--yes\t不詢問。\n-y\t不詢問。\n--fields\t以 JSON 輸出，只含這些欄位；「help」會列出欄位。\n'$options
        arguments=1
        ;;
    'auth')
        commands=$'login\t登入入口網站並記住它。\nstatus\t顯示每個入口網站：登入者是誰、登入是否仍然有效，以及它提供哪些功能。\nlogout\t登出入口網站，並從這台機器移除它的機密。\nswitch\t選擇之後的指令要使用的入口網站。\n'
        options=$'--fields\t以 JSON 輸出，只含這些欄位；「help」會列出欄位。\n'$options
        ;;
    'auth login')
        options=$'--username\t帳號的電子郵件地址。\n-u\t帳號的電子郵件地址。\n--password-stdin\t從標準輸入讀取密碼。\n--token-stdin\t從標準輸入讀取個人存取權杖。\n--insecure-storage\t沒有金鑰圈時，將機密存放在檔案裡（模式 0600）。\n--name\t這個入口網站在這裡的名稱。\n--ca-file\t這個入口網站要信任的憑證（PEM）。\n--fields\t以 JSON 輸出，只含這些欄位；「help」會列出欄位。\n'$options
        arguments=1
        ;;
    'auth status')
        options=$'--offline\t只顯示已知的資訊，不詢問任何入口網站。\n--fields\t以 JSON 輸出，只含這些欄位；「help」會列出欄位。\n'$options
        ;;
    'auth logout')
        options=$'--fields\t以 JSON 輸出，只含這些欄位；「help」會列出欄位。\n'$options
        arguments=1
        ;;
    'auth switch')
        options=$'--fields\t以 JSON 輸出，只含這些欄位；「help」會列出欄位。\n'$options
        arguments=1
        ;;
    'config')
        commands=$'get\t顯示設定的值或預設值；兩者都沒有時不顯示。\nset\t變更設定。\nunset\t讓設定恢復預設值。\nlist\t列出所有設定、目前的值與用途。\nedit\t在編輯器中變更 config.toml。無法解讀的內容不會取代原本的檔案。\n'
        options=$'--fields\t以 JSON 輸出，只含這些欄位；「help」會列出欄位。\n'$options
        ;;
    'config get')
        options=$'--fields\t以 JSON 輸出，只含這些欄位；「help」會列出欄位。\n'$options
        arguments=1
        ;;
    'config set')
        options=$'--fields\t以 JSON 輸出，只含這些欄位；「help」會列出欄位。\n'$options
        arguments=2
        ;;
    'config unset')
        options=$'--fields\t以 JSON 輸出，只含這些欄位；「help」會列出欄位。\n'$options
        arguments=1
        ;;
    'config list')
        options=$'--fields\t以 JSON 輸出，只含這些欄位；「help」會列出欄位。\n'$options
        ;;
    'config edit')
        options=$'--fields\t以 JSON 輸出，只含這些欄位；「help」會列出欄位。\n'$options
        ;;
    'alias')
        commands=$'set\t為一段指令列取名。\nlist\t列出別名與它們代表的內容。\ndelete\t刪除別名。\n'
        options=$'--fields\t以 JSON 輸出，只含這些欄位；「help」會列出欄位。\n'$options
        ;;
    'alias set')
        options=$'--fields\t以 JSON 輸出，只含這些欄位；「help」會列出欄位。\n'$options
        arguments=2
        ;;
    'alias list')
        options=$'--fields\t以 JSON 輸出，只含這些欄位；「help」會列出欄位。\n'$options
        ;;
    'alias delete')
        options=$'--fields\t以 JSON 輸出，只含這些欄位；「help」會列出欄位。\n'$options
        arguments=1
        ;;
    'completion')
        commands=$'bash\t輸出 bash 的指令稿。\nzsh\t輸出 zsh 的指令稿。\nfish\t輸出 fish 的指令稿。\npowershell\t輸出 PowerShell 的指令稿。\ninstall\t將指令稿寫到 shell 會找的位置，並說明是否還需要其他步驟。\n'
        options=$'--fields\t以 JSON 輸出，只含這些欄位；「help」會列出欄位。\n'$options
        ;;
    'completion bash')
        options=$'--fields\t以 JSON 輸出，只含這些欄位；「help」會列出欄位。\n'$options
        ;;
    'completion zsh')
        options=$'--fields\t以 JSON 輸出，只含這些欄位；「help」會列出欄位。\n'$options
        ;;
    'completion fish')
        options=$'--fields\t以 JSON 輸出，只含這些欄位；「help」會列出欄位。\n'$options
        ;;
    'completion powershell')
        options=$'--fields\t以 JSON 輸出，只含這些欄位；「help」會列出欄位。\n'$options
        ;;
    'completion install')
        options=$'--fields\t以 JSON 輸出，只含這些欄位；「help」會列出欄位。\n'$options
        arguments=1
        ;;
    'diag')
        options=$'--fields\t以 JSON 輸出，只含這些欄位；「help」會列出欄位。\n'$options
        ;;
    'sandbox')
        commands=$'serve\t讓練習用入口網站持續執行，供瀏覽器與其他程式使用。\nreset\t清除練習用入口網站的所有工單。\n'
        options=$'--fields\t以 JSON 輸出，只含這些欄位；「help」會列出欄位。\n'$options
        ;;
    'sandbox serve')
        options=$'--port\t提供服務的連接埠。\n--staff-after\t客服人員多久之後回覆工單。\n--fields\t以 JSON 輸出，只含這些欄位；「help」會列出欄位。\n'$options
        ;;
    'sandbox reset')
        options=$'--yes\t不詢問。\n-y\t不詢問。\n--fields\t以 JSON 輸出，只含這些欄位；「help」會列出欄位。\n'$options
        ;;
    'help')
        options=$'--man\t輸出 ticket 或某個指令的手冊頁面。\n--fields\t以 JSON 輸出，只含這些欄位；「help」會列出欄位。\n'$options
        arguments=1
        ;;
    esac
}

# What the option $2, or the argument of that number, takes at the command $1: `kind` and `list`.
_ticket_value() {
    kind='' list=''
    case $1:$2 in
    *:--portal | 'auth login:1' | 'auth logout:1' | 'auth switch:1')
        kind=portals
        ;;
    *:--via)
        kind=words list=$'api\nweb\n'
        ;;
    *:--jq | *:--template | 'new:--subject' | 'new:-s' | 'new:--message' | 'new:-m' | 'new:--cc' | 'new:--impact' | 'new:--contact' | 'list:--search' | 'list:-S' | 'list:--updated' | 'list:--created' | 'list:--limit' | 'list:-L' | 'show:--last' | 'show:-n' | 'show:--since' | 'reply:--message' | 'reply:-m' | 'watch:--exec' | 'wait:--timeout' | 'wait:--exec' | 'download:2' | 'api:--field' | 'api:-f' | 'api:1' | 'api:2' | 'template add:--message' | 'template add:-m' | 'auth login:--username' | 'auth login:-u' | 'auth login:--name' | 'config set:2' | 'alias set:2' | 'sandbox serve:--port' | 'sandbox serve:--staff-after')
        kind=text
        ;;
    ':--fields')
        kind=several list=$'awaiting_me\nawaiting_staff\nunsent\nhelp\n'
        ;;
    'new:--dept' | 'new:--department' | 'new:-d' | 'list:--department' | 'list:--dept' | 'list:-d' | 'template add:--department' | 'template add:--dept' | 'template add:-d' | 'template show:--department' | 'template show:--dept' | 'template show:-d' | 'template edit:--department' | 'template edit:--dept' | 'template edit:-d' | 'template delete:--department' | 'template delete:--dept' | 'template delete:-d')
        kind=departments
        ;;
    'new:--message-file' | 'new:--from' | 'reply:--message-file' | 'template add:--message-file' | 'auth login:--ca-file')
        kind=files
        ;;
    'new:--message-template' | 'template add:1' | 'template show:1' | 'template edit:1' | 'template delete:1')
        kind=templates
        ;;
    'new:--service')
        kind=services
        ;;
    'new:--attach' | 'new:-a' | 'reply:--attach' | 'reply:-a')
        kind=attachable
        ;;
    'new:--priority')
        kind=words list=$'low\nmedium\nhigh\n'
        ;;
    'new:--recover' | 'reply:--recover' | 'drafts show:1' | 'drafts edit:1' | 'drafts send:1' | 'drafts delete:1')
        kind=drafts
        ;;
    'new:--fields')
        kind=several list=$'number\nurl\nsubject\nstatus\nstate\ndepartment\nservice\ncc\npriority\nencrypted\ncreated\nupdated\nmessages\ndoor\nfound\ndifferences\nunverified\nnotices\ndry_run\nportal\nmessage\nencrypt\nattachments\nentry\nline\noutcome\ndraft\nerror\nexit\nhelp\n'
        ;;
    'list:--state' | 'list:-s')
        kind=words list=$'open\nclosed\nall\n'
        ;;
    'list:--awaiting')
        kind=words list=$'me\nstaff\n'
        ;;
    'list:--columns')
        kind=several list=$'number\nsubject\nstatus\ndepartment\nupdated\ncreated\npriority\nservice\ncc\nencrypted\nawaiting\nunread\nurl\n'
        ;;
    'list:--sort')
        kind=words list=$'number\nsubject\nstatus\ndepartment\nupdated\ncreated\npriority\nservice\ncc\nencrypted\nawaiting\nunread\nurl\nnumber:desc\nsubject:desc\nstatus:desc\ndepartment:desc\nupdated:desc\ncreated:desc\npriority:desc\nservice:desc\ncc:desc\nencrypted:desc\nawaiting:desc\nunread:desc\nurl:desc\n'
        ;;
    'list:--fields' | 'wait:--fields')
        kind=several list=$'number\nurl\nsubject\nstatus\nstate\ndepartment\nservice\ncc\npriority\nencrypted\ncreated\nupdated\nmessages\nhelp\n'
        ;;
    'show:--fields')
        kind=several list=$'number\nurl\nsubject\nstatus\nstate\ndepartment\nservice\ncc\npriority\nencrypted\ncreated\nupdated\nmessages\nopened\nhelp\n'
        ;;
    'show:1' | 'reply:1' | 'watch:1' | 'wait:1' | 'close:1' | 'reopen:1' | 'download:1')
        kind=tickets
        ;;
    'reply:--fields')
        kind=several list=$'number\nurl\nsubject\nstatus\nstate\ndepartment\nservice\ncc\npriority\nencrypted\ncreated\nupdated\nmessages\ndoor\nfound\ndifferences\nunverified\nnotices\ndry_run\nportal\nmessage\nencrypt\nclose\nattachments\nhelp\n'
        ;;
    'watch:--fields')
        kind=several list=$'number\nurl\nsubject\nstatus\nid\nauthor\nstaff\ntime\nbody\nbody_html\nencrypted\nattachments\nhelp\n'
        ;;
    'wait:--for')
        kind=words list=$'answered\nclosed\nreply\n'
        ;;
    'close:--fields' | 'reopen:--fields')
        kind=several list=$'number\nclosed\nalready\nerror\nexit\nhelp\n'
        ;;
    'download:--dir' | 'download:-D')
        kind=folders
        ;;
    'download:--fields')
        kind=several list=$'id\nname\npath\nsize\nerror\nexit\nhelp\n'
        ;;
    'departments:--fields')
        kind=several list=$'id\nname\ndescription\npriorities\nhelp\n'
        ;;
    'services:--fields')
        kind=several list=$'id\nname\ndomain\nstatus\ncategory\nhelp\n'
        ;;
    'api:--fields' | 'drafts:--fields' | 'template:--fields' | 'auth:--fields' | 'config:--fields' | 'alias:--fields' | 'completion:--fields' | 'sandbox:--fields')
        kind=several list=$'help\n'
        ;;
    'drafts list:--fields')
        kind=several list=$'id\nstate\nkind\nportal\nnumber\nsubject\ncreated\nhelp\n'
        ;;
    'drafts show:--fields' | 'drafts edit:--fields')
        kind=several list=$'id\nstate\nkind\nportal\nnumber\nsubject\ncreated\ndepartment\nmessage\nservice\ncc\npriority\nencrypt\nurgent\nimpact\ncontact\nattachments\nclose\nhelp\n'
        ;;
    'drafts send:--fields')
        kind=several list=$'number\nurl\nsubject\nstatus\nstate\ndepartment\nservice\ncc\npriority\nencrypted\ncreated\nupdated\nmessages\ndoor\nfound\ndifferences\nunverified\nnotices\nhelp\n'
        ;;
    'drafts delete:--fields')
        kind=several list=$'id\ndeleted\nerror\nexit\nhelp\n'
        ;;
    'template add:--fields' | 'template list:--fields' | 'template show:--fields' | 'template edit:--fields' | 'template delete:--fields')
        kind=several list=$'name\ndepartment\ntext\npath\nhelp\n'
        ;;
    'auth login:--fields' | 'auth status:--fields')
        kind=several list=$'name\nurl\nactive\nusername\nstorage\nsecrets\nworks\nerror\nidentity\noffers\nhelp\n'
        ;;
    'auth logout:--fields')
        kind=several list=$'name\nurl\nsession_ended\nhelp\n'
        ;;
    'auth switch:--fields')
        kind=several list=$'name\nurl\nhelp\n'
        ;;
    'config get:--fields' | 'config set:--fields' | 'config unset:--fields')
        kind=several list=$'key\nvalue\nhelp\n'
        ;;
    'config get:1' | 'config set:1' | 'config unset:1')
        kind=words list=$'editor\t撰寫訊息用的編輯器；優先於 VISUAL 與 EDITOR。\npager\t顯示長篇內容的分頁程式；優先於 PAGER。設為「cat」表示不分頁。\naccessible\t以編號提問，畫面上沒有會動的東西：供螢幕閱讀器使用。\nbackground\t終端機的背景是亮色（light）或暗色（dark），用來選擇色彩。\nlanguage\t使用的語言：en、ja 或 zh_TW；未設定時依系統語系。\nlimit\t「ticket list」最多列出幾張工單。\n'
        ;;
    'config list:--fields')
        kind=several list=$'key\nvalue\nfrom\nabout\nhelp\n'
        ;;
    'config edit:--fields')
        kind=several list=$'path\nchanged\nhelp\n'
        ;;
    'alias set:--fields')
        kind=several list=$'name\nexpansion\nreplaced\nhelp\n'
        ;;
    'alias set:1' | 'alias delete:1')
        kind=aliases
        ;;
    'alias list:--fields' | 'alias delete:--fields')
        kind=several list=$'name\nexpansion\nhelp\n'
        ;;
    'completion bash:--fields' | 'completion zsh:--fields' | 'completion fish:--fields' | 'completion powershell:--fields')
        kind=several list=$'shell\nscript\nhelp\n'
        ;;
    'completion install:--fields')
        kind=several list=$'shell\npath\nchanged\nlines\nhelp\n'
        ;;
    'completion install:1')
        kind=words list=$'bash\nzsh\nfish\npowershell\n'
        ;;
    'diag:--fields')
        kind=several list=$'program\nterminal\nenvironment\nfolders\nsettings\nkeyring\ndrafts\nportals\nhelp\n'
        ;;
    'sandbox serve:--fields')
        kind=several list=$'url\nusername\npassword\nhelp\n'
        ;;
    'sandbox reset:--fields')
        kind=several list=$'reset\nhelp\n'
        ;;
    'help:--fields')
        kind=several list=$'topic\ntext\nhelp\n'
        ;;
    'help:1')
        kind=words list=$'exit-codes\t指令結束時的結束碼代表什麼。\nenvironment\t會讀取的環境變數。\nattachments\t哪些檔案可以附加，以及如何附加。\ndoors\t如何連到入口網站：API 與網頁。\nformatting\t供指令稿使用的結果：JSON、部分內容與自訂文字。\naccessibility\t供螢幕閱讀器、狹窄視窗與沒有色彩的終端機使用。\nsandbox\t練習用入口網站，不需要帳號。\nnew\t開立工單。\nlist\t列出您的工單。\nshow\t顯示工單與完整的往來訊息。\nreply\t回覆工單。\nwatch\t工單一有新訊息就顯示。\nwait\t等待工單得到回覆或關閉。\nclose\t關閉工單。\nreopen\t重新開啟已關閉的工單。\ndownload\t儲存工單的附件。\ndepartments\t列出受理工單的部門。\nservices\t列出您帳號的服務。\napi\t以登入身分呼叫入口網站的任何 API。\ndrafts\t已撰寫但尚未確認的內容：列出、顯示、編輯、送出、刪除。\ntemplate\t起草訊息用的範本：新增、列出、顯示、編輯、刪除。\nauth\t登入與登出，並查看入口網站提供的功能。\nconfig\t您的設定：取得、設定、取消、列出、編輯。\nalias\t為較長的指令取自己的名稱：設定、列出、刪除。\ncompletion\t讓 shell 自動補齊指令、名稱與編號。\ndiag\t列出請求支援時需要知道的資訊，不含任何機密。\nsandbox\t內建的練習用入口網站。\nhelp\t解說主題，例如 exit-codes。\n'
        ;;
    esac
}

# The word $1 as the program would get it, in `plain`; `quote` is one that is still open in it,
# and `lead` what stands before that.
_ticket_unquote() {
    local rest=$1 char
    plain='' quote='' lead=''
    while [[ $rest ]]; do
        char=${rest:0:1} rest=${rest:1}
        case $quote$char in
        \\ | '"\')
            if [[ $quote && $rest != [\"\$\`\\]* ]]; then plain+=$char; fi
            plain+=${rest:0:1} rest=${rest:1}
            ;;
        \' | \") quote=$char lead=$plain ;;
        \'\' | \"\") quote='' ;;
        *) plain+=$char ;;
        esac
    done
}

# The command line up to the cursor, in `words`: as typed, not broken at "=" and ":" as bash does it.
_ticket_split() {
    local line=${COMP_LINE:0:COMP_POINT} word i
    words=()
    for ((i = 0; i <= COMP_CWORD; i++)); do
        word=${COMP_WORDS[i]}
        if [[ $i == 0 || $line == [[:blank:]]* ]]; then
            line=${line#"${line%%[![:blank:]]*}"}
            words+=('')
        fi
        if [[ $i == "$COMP_CWORD" ]]; then word=$line; fi
        words[${#words[@]} - 1]+=$word
        line=${line#"$word"}
    done
}

# The file that holds the list $1, for the portal in use, in `file`; none where only the program knows it.
_ticket_file() {
    local config=~/.config/ticket cache=~/.cache/ticket wanted=${portal:-$TICKET_PORTAL} name url own active
    file=''
    [[ $program == ticket && $OSTYPE == linux* ]] || return
    [[ $XDG_CONFIG_HOME == /* ]] && config=$XDG_CONFIG_HOME/ticket
    [[ $XDG_CACHE_HOME == /* ]] && cache=$XDG_CACHE_HOME/ticket
    config=${TICKET_CONFIG_DIR:-$config}/config.toml cache=${TICKET_CACHE_DIR:-$cache}/completion
    # The index has the time of the settings that it was made from.
    [[ -r $cache/portals && ! $cache/portals -nt $config && ! $config -nt $cache/portals ]] || return
    if [[ $1 == portals || $1 == aliases ]]; then
        file=$cache/$1
        return
    fi
    while IFS=$'\t' read -r name url own active; do
        if [[ ($wanted && ($name == "$wanted" || $url == "$wanted")) || (! $wanted && $active == active) ]]; then
            file=$cache/$own/$1
            [[ -r $file ]] || file=/dev/null
            return
        fi
    done <"$cache/portals"
}

# Offer the lines of standard input that begin with `plain`. There may be thousands, so they are read
# at once, and looked at one by one only where that is needed. What a line calls "-" is $1.
_ticket_offer() {
    local lines line value about
    # bash 3 has no mapfile, which is quicker.
    mapfile -t lines 2>/dev/null || IFS=$'\n' read -r -d '' -a lines
    if [[ $COMP_TYPE != 63 ]]; then
        lines=("${lines[@]%%$'\t'*}")
        for value in "${lines[@]}"; do
            [[ $value && $value == "$plain"* ]] && found+=("$value")
        done
        return
    fi
    for line in "${lines[@]}"; do
        [[ $line && $line == "$plain"* ]] || continue
        value=${line%%$'\t'*}
        found+=("$value")
        [[ $COMP_TYPE == 63 ]] || continue
        about=${line#"$value"} about=${about#$'\t'} about=${about%%$'\t'*}
        [[ $1 && $about == - ]] && about=$1
        _ticket_show "$value${about:+  ($about)}"
    done
}

# Have a line listed, cut to the width of the terminal. A character of three bytes takes two cells of it.
_ticket_show() {
    local text=${1:0:columns} bytes over=1
    while ((over > 0 && ${#text} > columns / 2)); do
        _ticket_bytes "$text"
        over=$(((${#text} + bytes) / 2 - columns))
        ((over > 0)) && text=${text:0:${#text} - (over + 1) / 2}
    done
    shown+=("$text")
}

_ticket_bytes() {
    local LC_ALL=C
    bytes=${#1}
}

# Offer values of a kind, out of `list` where they are always the same.
_ticket_kind() {
    local file practice=''
    [[ $1 == portals ]] && practice='練習用入口網站'
    case $1 in
    words) _ticket_offer <<<"$list" ;;
    several)
        local before='' rest
        [[ $plain == *,* ]] && before=${plain%,*},
        plain=${plain#"$before"}
        rest=$(while read -r value; do [[ ,$before == *",$value,"* ]] || echo "$value"; done <<<"$list")
        _ticket_offer <<<"$rest"
        found=("${found[@]/#/$before}")
        compopt -o nospace 2>/dev/null
        ;;
    files | folders | attachable) _ticket_paths "$1" ;;
    departments | services | tickets | extensions | portals | aliases)
        _ticket_file "$1"
        if [[ $file ]]; then
            _ticket_offer "$practice" <"$file"
        else
            _ticket_offer < <(command "$program" __complete "$1" "$plain" "$portal" 2>/dev/null)
        fi
        ;;
    text) ;;
    *) _ticket_offer < <(command "$program" __complete "$1" "$plain" 2>/dev/null) ;;
    esac
}

# Offer files: any, folders only, or those of a kind that the portal takes.
_ticket_paths() {
    local path wanted=$plain
    compopt -o filenames 2>/dev/null
    while IFS= read -r path; do found+=("$path"); done < <(compgen -d -- "$wanted")
    [[ $1 == folders ]] && return
    if [[ $1 == attachable && " ${words[*]} " != *' --zip '* ]]; then
        plain=''
        local folders=("${found[@]}") endings=' .jpg .gif .zip .png .pdf '
        found=()
        _ticket_kind extensions
        ((${#found[@]})) && endings=" ${found[*]} "
        [[ $endings == *' .jpg '* ]] && endings+='.jpeg '
        found=("${folders[@]}")
        while IFS= read -r path; do
            [[ $path == *.* && $endings == *" .${path##*.} "* ]] && found+=("$path")
        done < <(compgen -f -- "$wanted")
    else
        while IFS= read -r path; do found+=("$path"); done < <(compgen -f -- "$wanted")
    fi
    plain=$wanted shown=() files=1
}

# COMPREPLY from `found`, quoted as the word was begun, without what readline leaves standing.
_ticket_reply() {
    local value text typed=${words[${#words[@]} - 1]} piece=${COMP_WORDS[COMP_CWORD]} skip
    if [[ $COMP_TYPE == 63 && ${#shown[@]} -gt 1 ]]; then
        COMPREPLY=("${shown[@]}")
        return
    fi
    piece=${piece:0:${#typed}}
    [[ $piece == [=:] ]] && piece=''
    skip=$((${#typed} - ${#piece}))
    local IFS=_
    if [[ ! $files && ! $quote && ! $before && $skip == 0 && "${found[*]}" != *[!A-Za-z0-9_-]* ]]; then
        COMPREPLY=("${found[@]}") # none of them needs to be quoted
        return
    fi
    for value in "${found[@]}"; do
        if [[ $files ]]; then
            text=$value
            [[ $quote ]] || text=${value:$((skip > ${#before} ? skip - ${#before} : 0))}
        elif [[ $quote == "'" ]]; then
            value=${value:${#lead}}
            text=${value//\'/\'\\\'\'}
        elif [[ $quote == '"' ]]; then
            value=${value:${#lead}}
            text=${value//\\/\\\\} text=${text//\"/\\\"} text=${text//\$/\\\$} text=${text//\`/\\\`}
        else
            text=$value
            [[ $value == *[!A-Za-z0-9_-]* ]] && printf -v text %q "$value"
            text=$before$text text=${text:skip}
        fi
        COMPREPLY+=("$text")
    done
}

_ticket() {
    local words plain quote lead program=$1 path='' portal='' option='' count=0 only_arguments='' i files=''
    local commands options arguments many kind='' list='' found shown before='' cased='' columns
    columns=$((${COLUMNS:-80} - 2))
    found=() shown=() COMPREPLY=()
    [[ $program == '~'/* ]] && program=$HOME${program:1}
    _ticket_split
    _ticket_command ''
    for ((i = 1; i < ${#words[@]} - 1; i++)); do
        _ticket_unquote "${words[i]}"
        if [[ $option ]]; then
            [[ $option == --portal ]] && portal=$plain
            option=''
        elif [[ $only_arguments ]]; then
            count=$((count + 1))
        elif [[ $plain == -- ]]; then
            only_arguments=1
        elif [[ $plain == --*=* ]]; then
            [[ $plain == --portal=* ]] && portal=${plain#*=}
        elif [[ $plain == -* ]]; then
            _ticket_value "$path" "$plain"
            [[ $kind ]] && option=$plain
        elif [[ $'\n'$commands == *$'\n'"$plain"$'\t'* ]]; then
            path=${path:+$path }$plain
            _ticket_command "$path"
        else
            count=$((count + 1))
        fi
    done
    _ticket_unquote "${words[${#words[@]} - 1]}"
    if [[ ! $option && ! $only_arguments && $plain == --*=* ]]; then
        option=${plain%%=*} before=${plain%%=*}=
        plain=${plain#*=} lead=${lead#"$before"}
    fi
    if [[ $option ]]; then
        _ticket_value "$path" "$option"
    elif [[ $plain == -* && ! $only_arguments ]]; then
        kind=words list=$options
    elif [[ $commands ]]; then
        kind=words list=$commands
    else
        i=$((count < arguments ? count + 1 : arguments))
        if ((count < arguments)) || [[ $many ]]; then _ticket_value "$path" "$i"; fi
    fi
    # Names may be typed in any case; options and commands were told apart above.
    shopt -q nocasematch || cased=1
    shopt -s nocasematch
    _ticket_kind "${kind:-text}"
    [[ $path || $option || ! $commands ]] || _ticket_kind aliases
    _ticket_reply
    [[ ! $cased ]] || shopt -u nocasematch
}

complete -o nosort -F _ticket ticket 2>/dev/null || complete -F _ticket ticket
