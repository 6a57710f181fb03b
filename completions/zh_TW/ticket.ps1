# Completions of `ticket` for PowerShell 5.1 and later. Made from its commands: do not edit.
#
# Names come from the program's cache on this machine (ticket __complete). Nothing here asks the network.

# Words, each with a tab and what it is behind: the options that every command takes.
$global:TicketOptions = @('--portal	要使用的入口網站（或 TICKET_PORTAL），或「sandbox」。', '--via	只使用入口網站的 API，或只使用它的網頁。', '--json	以 JSON 輸出結果。', '--jq	以 jq 處理 JSON 後輸出。', '--template	以文字輸出，例如「{number}: {subject}」。', '--no-input	完全不詢問；缺少資料時直接失敗。', '--verbose	在記錄中回報長時間傳輸的進度。', '--debug	顯示每個請求與完整的錯誤，並遮蔽機密。', '--help	顯示這份說明後結束。')

# What may follow each command: commands, options, and how many arguments.
$global:TicketCommands = @{
    '' = @{
        commands = @('new	開立工單。', 'list	列出您的工單，最新的在前。', 'show	顯示工單與往來訊息。', 'reply	回覆工單。', 'watch	工單一有新訊息就顯示，直到全部關閉或按下 Ctrl-C。', 'wait	等待工單得到回覆或關閉。', 'close	關閉工單。已經關閉的維持不變。', 'reopen	重新開啟已關閉的工單。已經開啟的維持不變。', 'download	儲存工單的附件：全部，或指定的附件。', 'departments	列出受理工單的部門。', 'services	列出您帳號的服務，工單可以與它們相關。', 'api	以登入身分呼叫入口網站的任何 API，並原樣輸出 JSON。', 'drafts	已撰寫但尚未確認的內容：列出、顯示、編輯、送出、刪除。', 'template	起草訊息用的範本：新增、列出、顯示、編輯、刪除。', 'auth	登入與登出，並查看入口網站提供的功能。', 'config	您的設定：取得、設定、取消、列出、編輯。', 'alias	為較長的指令取自己的名稱：設定、列出、刪除。', 'completion	讓 shell 自動補齊指令、選項，以及入口網站顯示過的名稱與編號。', 'diag	列出請求支援時需要知道的資訊：版本、資料夾、設定、入口網站。', 'sandbox	內建的練習用入口網站：代替真正的入口網站，供初次試用與測試。', 'help	解說主題或指令。')
        options = @('--version	顯示版本後結束。', '--fields	以 JSON 輸出，只含這些欄位；「help」會列出欄位。')
        arguments = 0; many = $false
    }
    'new' = @{
        commands = @()
        options = @('--dept	部門：名稱、可辨識的開頭部分，或識別碼。', '--department	部門：名稱、可辨識的開頭部分，或識別碼。', '-d	部門：名稱、可辨識的開頭部分，或識別碼。', '--subject	主旨。', '-s	主旨。', '--message	訊息。', '-m	訊息。', '--message-file	從檔案讀取訊息；- 代表標準輸入。', '--editor	在編輯器中撰寫訊息。', '-e	在編輯器中撰寫訊息。', '--message-template	以這個範本起草訊息：參見 ticket template。', '--service	相關服務：名稱、可辨識的開頭部分，或識別碼。', '--cc	一併通知；多人時重複這個選項或以逗號分隔。', '--attach	附加檔案，或符合樣式的檔案。', '-a	附加檔案，或符合樣式的檔案。', '--attach-clipboard	附加剪貼簿裡的圖片。', '--zip	將資料夾與入口網站不接受的檔案類型壓縮成 zip。', '--encrypt	請入口網站加密保存。', '--urgent	在主旨前加上 [URGENT]。', '--impact	搭配 --urgent：影響到什麼。', '--contact	搭配 --urgent：如何與您聯絡。', '--priority	優先順序，適用於可以選擇的部門。', '--dry-run	檢查所有內容，不送出。', '--yes	只詢問必要的資料；不經檢視直接送出。', '-y	只詢問必要的資料；不經檢視直接送出。', '--recover	繼續撰寫先前保留的草稿。', '--from	從 YAML、JSON、JSON Lines 或 Markdown 讀取工單；- 代表標準輸入。', '--again	搭配 --from：連先前已由它建立的也再建立。', '--fields	以 JSON 輸出，只含這些欄位；「help」會列出欄位。')
        arguments = 0; many = $false
    }
    'list' = @{
        commands = @()
        options = @('--state	open 代表所有尚未關閉的工單。也可以指定狀態名稱。', '-s	open 代表所有尚未關閉的工單。也可以指定狀態名稱。', '--department	只列出這個部門的工單。', '--dept	只列出這個部門的工單。', '-d	只列出這個部門的工單。', '--search	只列出主旨含有這段文字的工單。', '-S	只列出主旨含有這段文字的工單。', '--awaiting	只列出該由您或客服人員回覆的工單。', '--updated	只列出在這段時間更新的工單：-7d、2026-11-01、2026-11-01..2026-11-10。', '--created	只列出在這段時間開立的工單。', '--columns	要顯示的欄位，依此順序。', '--sort	依欄位排序，例如 updated 或 created。', '--limit	最多列出幾張（30）。', '-L	最多列出幾張（30）。', '--all	不論有多少，全部列出。', '-a	不論有多少，全部列出。', '--fields	以 JSON 輸出，只含這些欄位；「help」會列出欄位。')
        arguments = 0; many = $false
    }
    'show' = @{
        commands = @()
        options = @('--web	改在瀏覽器中顯示。', '-w	改在瀏覽器中顯示。', '--last	只顯示最後 N 則訊息。', '-n	只顯示最後 N 則訊息。', '--since	只顯示這個時間之後的訊息：-2d、-3h、2026-11-01。', '--raw	訊息保持入口網站上的原樣：完整的引用與 HTML。', '--fields	以 JSON 輸出，只含這些欄位；「help」會列出欄位。')
        arguments = 1; many = $false
    }
    'reply' = @{
        commands = @()
        options = @('--message	訊息。', '-m	訊息。', '--message-file	從檔案讀取訊息；- 代表標準輸入。', '--editor	在編輯器中撰寫訊息。', '-e	在編輯器中撰寫訊息。', '--attach	附加檔案，或符合樣式的檔案。', '-a	附加檔案，或符合樣式的檔案。', '--attach-clipboard	附加剪貼簿裡的圖片。', '--zip	將資料夾與入口網站不接受的檔案類型壓縮成 zip。', '--encrypt	請入口網站加密保存。', '--close	之後關閉工單。', '--reopen	如果工單已關閉，先重新開啟。', '--dry-run	檢查所有內容，不送出。', '--yes	只詢問必要的資料；不經檢視直接送出。', '-y	只詢問必要的資料；不經檢視直接送出。', '--recover	繼續撰寫先前保留的草稿。', '--fields	以 JSON 輸出，只含這些欄位；「help」會列出欄位。')
        arguments = 1; many = $false
    }
    'watch' = @{
        commands = @()
        options = @('--exec	執行這個指令，並將訊息以 JSON 送進它的標準輸入。', '--notify	同時在桌面上顯示通知。', '--fields	以 JSON 輸出，只含這些欄位；「help」會列出欄位。')
        arguments = 1; many = $true
    }
    'wait' = @{
        commands = @()
        options = @('--for	最後一則訊息來自客服人員；或工單已關閉；或客服人員有新訊息。', '--timeout	超過這段時間就放棄，例如 90s、15m 或 2h。', '--exec	執行這個指令，並將訊息以 JSON 送進它的標準輸入。', '--notify	同時在桌面上顯示通知。', '--fields	以 JSON 輸出，只含這些欄位；「help」會列出欄位。')
        arguments = 1; many = $false
    }
    'close' = @{
        commands = @()
        options = @('--fields	以 JSON 輸出，只含這些欄位；「help」會列出欄位。')
        arguments = 1; many = $true
    }
    'reopen' = @{
        commands = @()
        options = @('--fields	以 JSON 輸出，只含這些欄位；「help」會列出欄位。')
        arguments = 1; many = $true
    }
    'download' = @{
        commands = @()
        options = @('--dir	存放的資料夾；沒有的話會建立。', '-D	存放的資料夾；沒有的話會建立。', '--force	取代已存在的檔案。', '-f	取代已存在的檔案。', '--fields	以 JSON 輸出，只含這些欄位；「help」會列出欄位。')
        arguments = 2; many = $true
    }
    'departments' = @{
        commands = @()
        options = @('--fields	以 JSON 輸出，只含這些欄位；「help」會列出欄位。')
        arguments = 0; many = $false
    }
    'services' = @{
        commands = @()
        options = @('--fields	以 JSON 輸出，只含這些欄位；「help」會列出欄位。')
        arguments = 0; many = $false
    }
    'api' = @{
        commands = @()
        options = @('--field	要送出的值；多個值時重複這個選項。', '-f	要送出的值；多個值時重複這個選項。', '--paginate	讀取所有分頁；每讀到一頁就輸出。', '--fields	以 JSON 輸出，只含這些欄位；「help」會列出欄位。')
        arguments = 2; many = $false
    }
    'drafts' = @{
        commands = @('list	列出草稿，最舊的在前。', 'show	顯示完整的草稿。', 'edit	在編輯器中變更草稿的訊息。', 'send	照原樣送出草稿。', 'delete	永久刪除草稿。入口網站上的內容不受影響。')
        options = @('--fields	以 JSON 輸出，只含這些欄位；「help」會列出欄位。')
        arguments = 0; many = $false
    }
    'drafts list' = @{
        commands = @()
        options = @('--fields	以 JSON 輸出，只含這些欄位；「help」會列出欄位。')
        arguments = 0; many = $false
    }
    'drafts show' = @{
        commands = @()
        options = @('--fields	以 JSON 輸出，只含這些欄位；「help」會列出欄位。')
        arguments = 1; many = $false
    }
    'drafts edit' = @{
        commands = @()
        options = @('--fields	以 JSON 輸出，只含這些欄位；「help」會列出欄位。')
        arguments = 1; many = $false
    }
    'drafts send' = @{
        commands = @()
        options = @('--yes	即使可能已經送達也送出。', '-y	即使可能已經送達也送出。', '--zip	將資料夾與入口網站不接受的檔案類型壓縮成 zip。', '--fields	以 JSON 輸出，只含這些欄位；「help」會列出欄位。')
        arguments = 1; many = $false
    }
    'drafts delete' = @{
        commands = @()
        options = @('--yes	不詢問直接刪除。', '-y	不詢問直接刪除。', '--fields	以 JSON 輸出，只含這些欄位；「help」會列出欄位。')
        arguments = 1; many = $true
    }
    'template' = @{
        commands = @('add	新增範本。沒有提供內容時，會在編輯器中撰寫。', 'list	列出範本。', 'show	輸出範本。', 'edit	在編輯器中變更範本。', 'delete	刪除範本。')
        options = @('--fields	以 JSON 輸出，只含這些欄位；「help」會列出欄位。')
        arguments = 0; many = $false
    }
    'template add' = @{
        commands = @()
        options = @('--department	只用於這個部門。', '--dept	只用於這個部門。', '-d	只用於這個部門。', '--message	內容。', '-m	內容。', '--message-file	從檔案讀取內容；- 代表標準輸入。', '--fields	以 JSON 輸出，只含這些欄位；「help」會列出欄位。')
        arguments = 1; many = $false
    }
    'template list' = @{
        commands = @()
        options = @('--fields	以 JSON 輸出，只含這些欄位；「help」會列出欄位。')
        arguments = 0; many = $false
    }
    'template show' = @{
        commands = @()
        options = @('--department	只用於這個部門。', '--dept	只用於這個部門。', '-d	只用於這個部門。', '--fields	以 JSON 輸出，只含這些欄位；「help」會列出欄位。')
        arguments = 1; many = $false
    }
    'template edit' = @{
        commands = @()
        options = @('--department	只用於這個部門。', '--dept	只用於這個部門。', '-d	只用於這個部門。', '--fields	以 JSON 輸出，只含這些欄位；「help」會列出欄位。')
        arguments = 1; many = $false
    }
    'template delete' = @{
        commands = @()
        options = @('--department	只用於這個部門。', '--dept	只用於這個部門。', '-d	只用於這個部門。', '--yes	不詢問。', '-y	不詢問。', '--fields	以 JSON 輸出，只含這些欄位；「help」會列出欄位。')
        arguments = 1; many = $false
    }
    'auth' = @{
        commands = @('login	登入入口網站並記住它。', 'status	顯示每個入口網站：登入者是誰、登入是否仍然有效，以及它提供哪些功能。', 'logout	登出入口網站，並從這台機器移除它的機密。', 'switch	選擇之後的指令要使用的入口網站。')
        options = @('--fields	以 JSON 輸出，只含這些欄位；「help」會列出欄位。')
        arguments = 0; many = $false
    }
    'auth login' = @{
        commands = @()
        options = @('--username	帳號的電子郵件地址。', '-u	帳號的電子郵件地址。', '--password-stdin	從標準輸入讀取密碼。', '--token-stdin	從標準輸入讀取個人存取權杖。', '--insecure-storage	沒有金鑰圈時，將機密存放在檔案裡（模式 0600）。', '--name	這個入口網站在這裡的名稱。', '--ca-file	這個入口網站要信任的憑證（PEM）。', '--fields	以 JSON 輸出，只含這些欄位；「help」會列出欄位。')
        arguments = 1; many = $false
    }
    'auth status' = @{
        commands = @()
        options = @('--offline	只顯示已知的資訊，不詢問任何入口網站。', '--fields	以 JSON 輸出，只含這些欄位；「help」會列出欄位。')
        arguments = 0; many = $false
    }
    'auth logout' = @{
        commands = @()
        options = @('--fields	以 JSON 輸出，只含這些欄位；「help」會列出欄位。')
        arguments = 1; many = $false
    }
    'auth switch' = @{
        commands = @()
        options = @('--fields	以 JSON 輸出，只含這些欄位；「help」會列出欄位。')
        arguments = 1; many = $false
    }
    'config' = @{
        commands = @('get	顯示設定的值或預設值；兩者都沒有時不顯示。', 'set	變更設定。', 'unset	讓設定恢復預設值。', 'list	列出所有設定、目前的值與用途。', 'edit	在編輯器中變更 config.toml。無法解讀的內容不會取代原本的檔案。')
        options = @('--fields	以 JSON 輸出，只含這些欄位；「help」會列出欄位。')
        arguments = 0; many = $false
    }
    'config get' = @{
        commands = @()
        options = @('--fields	以 JSON 輸出，只含這些欄位；「help」會列出欄位。')
        arguments = 1; many = $false
    }
    'config set' = @{
        commands = @()
        options = @('--fields	以 JSON 輸出，只含這些欄位；「help」會列出欄位。')
        arguments = 2; many = $false
    }
    'config unset' = @{
        commands = @()
        options = @('--fields	以 JSON 輸出，只含這些欄位；「help」會列出欄位。')
        arguments = 1; many = $false
    }
    'config list' = @{
        commands = @()
        options = @('--fields	以 JSON 輸出，只含這些欄位；「help」會列出欄位。')
        arguments = 0; many = $false
    }
    'config edit' = @{
        commands = @()
        options = @('--fields	以 JSON 輸出，只含這些欄位；「help」會列出欄位。')
        arguments = 0; many = $false
    }
    'alias' = @{
        commands = @('set	為一段指令列取名。', 'list	列出別名與它們代表的內容。', 'delete	刪除別名。')
        options = @('--fields	以 JSON 輸出，只含這些欄位；「help」會列出欄位。')
        arguments = 0; many = $false
    }
    'alias set' = @{
        commands = @()
        options = @('--fields	以 JSON 輸出，只含這些欄位；「help」會列出欄位。')
        arguments = 2; many = $false
    }
    'alias list' = @{
        commands = @()
        options = @('--fields	以 JSON 輸出，只含這些欄位；「help」會列出欄位。')
        arguments = 0; many = $false
    }
    'alias delete' = @{
        commands = @()
        options = @('--fields	以 JSON 輸出，只含這些欄位；「help」會列出欄位。')
        arguments = 1; many = $false
    }
    'completion' = @{
        commands = @('bash	輸出 bash 的指令稿。', 'zsh	輸出 zsh 的指令稿。', 'fish	輸出 fish 的指令稿。', 'powershell	輸出 PowerShell 的指令稿。', 'install	將指令稿寫到 shell 會找的位置，並說明是否還需要其他步驟。')
        options = @('--fields	以 JSON 輸出，只含這些欄位；「help」會列出欄位。')
        arguments = 0; many = $false
    }
    'completion bash' = @{
        commands = @()
        options = @('--fields	以 JSON 輸出，只含這些欄位；「help」會列出欄位。')
        arguments = 0; many = $false
    }
    'completion zsh' = @{
        commands = @()
        options = @('--fields	以 JSON 輸出，只含這些欄位；「help」會列出欄位。')
        arguments = 0; many = $false
    }
    'completion fish' = @{
        commands = @()
        options = @('--fields	以 JSON 輸出，只含這些欄位；「help」會列出欄位。')
        arguments = 0; many = $false
    }
    'completion powershell' = @{
        commands = @()
        options = @('--fields	以 JSON 輸出，只含這些欄位；「help」會列出欄位。')
        arguments = 0; many = $false
    }
    'completion install' = @{
        commands = @()
        options = @('--fields	以 JSON 輸出，只含這些欄位；「help」會列出欄位。')
        arguments = 1; many = $false
    }
    'diag' = @{
        commands = @()
        options = @('--fields	以 JSON 輸出，只含這些欄位；「help」會列出欄位。')
        arguments = 0; many = $false
    }
    'sandbox' = @{
        commands = @('serve	讓練習用入口網站持續執行，供瀏覽器與其他程式使用。', 'reset	清除練習用入口網站的所有工單。')
        options = @('--fields	以 JSON 輸出，只含這些欄位；「help」會列出欄位。')
        arguments = 0; many = $false
    }
    'sandbox serve' = @{
        commands = @()
        options = @('--port	提供服務的連接埠。', '--staff-after	客服人員多久之後回覆工單。', '--fields	以 JSON 輸出，只含這些欄位；「help」會列出欄位。')
        arguments = 0; many = $false
    }
    'sandbox reset' = @{
        commands = @()
        options = @('--yes	不詢問。', '-y	不詢問。', '--fields	以 JSON 輸出，只含這些欄位；「help」會列出欄位。')
        arguments = 0; many = $false
    }
    'help' = @{
        commands = @()
        options = @('--man	輸出 ticket 或某個指令的手冊頁面。', '--fields	以 JSON 輸出，只含這些欄位；「help」會列出欄位。')
        arguments = 1; many = $false
    }
}

# What an option, or an argument of that number, takes. “-s” and “-S” are two options.
$global:TicketValues = [System.Collections.Hashtable]::new([StringComparer]::Ordinal)
foreach ($place in '*:--portal', 'auth login:1', 'auth logout:1', 'auth switch:1') {
    $TicketValues[$place] = @{ kind = 'portals' }
}
foreach ($place in '*:--via') {
    $TicketValues[$place] = @{ kind = 'words'; words = @('api', 'web') }
}
foreach ($place in '*:--jq', '*:--template', 'new:--subject', 'new:-s', 'new:--message', 'new:-m', 'new:--cc', 'new:--impact', 'new:--contact', 'list:--search', 'list:-S', 'list:--updated', 'list:--created', 'list:--limit', 'list:-L', 'show:--last', 'show:-n', 'show:--since', 'reply:--message', 'reply:-m', 'watch:--exec', 'wait:--timeout', 'wait:--exec', 'download:2', 'api:--field', 'api:-f', 'api:1', 'api:2', 'template add:--message', 'template add:-m', 'auth login:--username', 'auth login:-u', 'auth login:--name', 'config set:2', 'alias set:2', 'sandbox serve:--port', 'sandbox serve:--staff-after') {
    $TicketValues[$place] = @{ kind = 'text' }
}
foreach ($place in ':--fields') {
    $TicketValues[$place] = @{ kind = 'words'; words = @('awaiting_me', 'awaiting_staff', 'unsent', 'help'); several = $true }
}
foreach ($place in 'new:--dept', 'new:--department', 'new:-d', 'list:--department', 'list:--dept', 'list:-d', 'template add:--department', 'template add:--dept', 'template add:-d', 'template show:--department', 'template show:--dept', 'template show:-d', 'template edit:--department', 'template edit:--dept', 'template edit:-d', 'template delete:--department', 'template delete:--dept', 'template delete:-d') {
    $TicketValues[$place] = @{ kind = 'departments' }
}
foreach ($place in 'new:--message-file', 'new:--from', 'reply:--message-file', 'template add:--message-file', 'auth login:--ca-file') {
    $TicketValues[$place] = @{ kind = 'files' }
}
foreach ($place in 'new:--message-template', 'template add:1', 'template show:1', 'template edit:1', 'template delete:1') {
    $TicketValues[$place] = @{ kind = 'templates' }
}
foreach ($place in 'new:--service') {
    $TicketValues[$place] = @{ kind = 'services' }
}
foreach ($place in 'new:--attach', 'new:-a', 'reply:--attach', 'reply:-a') {
    $TicketValues[$place] = @{ kind = 'attachable' }
}
foreach ($place in 'new:--priority') {
    $TicketValues[$place] = @{ kind = 'words'; words = @('low', 'medium', 'high') }
}
foreach ($place in 'new:--recover', 'reply:--recover', 'drafts show:1', 'drafts edit:1', 'drafts send:1', 'drafts delete:1') {
    $TicketValues[$place] = @{ kind = 'drafts' }
}
foreach ($place in 'new:--fields') {
    $TicketValues[$place] = @{ kind = 'words'; words = @('number', 'url', 'subject', 'status', 'state', 'department', 'service', 'cc', 'priority', 'encrypted', 'created', 'updated', 'messages', 'door', 'found', 'differences', 'unverified', 'notices', 'dry_run', 'portal', 'message', 'encrypt', 'attachments', 'entry', 'line', 'outcome', 'draft', 'error', 'exit', 'help'); several = $true }
}
foreach ($place in 'list:--state', 'list:-s') {
    $TicketValues[$place] = @{ kind = 'words'; words = @('open', 'closed', 'all') }
}
foreach ($place in 'list:--awaiting') {
    $TicketValues[$place] = @{ kind = 'words'; words = @('me', 'staff') }
}
foreach ($place in 'list:--columns') {
    $TicketValues[$place] = @{ kind = 'words'; words = @('number', 'subject', 'status', 'department', 'updated', 'created', 'priority', 'service', 'cc', 'encrypted', 'awaiting', 'unread', 'url'); several = $true }
}
foreach ($place in 'list:--sort') {
    $TicketValues[$place] = @{ kind = 'words'; words = @('number', 'subject', 'status', 'department', 'updated', 'created', 'priority', 'service', 'cc', 'encrypted', 'awaiting', 'unread', 'url', 'number:desc', 'subject:desc', 'status:desc', 'department:desc', 'updated:desc', 'created:desc', 'priority:desc', 'service:desc', 'cc:desc', 'encrypted:desc', 'awaiting:desc', 'unread:desc', 'url:desc') }
}
foreach ($place in 'list:--fields', 'wait:--fields') {
    $TicketValues[$place] = @{ kind = 'words'; words = @('number', 'url', 'subject', 'status', 'state', 'department', 'service', 'cc', 'priority', 'encrypted', 'created', 'updated', 'messages', 'help'); several = $true }
}
foreach ($place in 'show:--fields') {
    $TicketValues[$place] = @{ kind = 'words'; words = @('number', 'url', 'subject', 'status', 'state', 'department', 'service', 'cc', 'priority', 'encrypted', 'created', 'updated', 'messages', 'opened', 'help'); several = $true }
}
foreach ($place in 'show:1', 'reply:1', 'watch:1', 'wait:1', 'close:1', 'reopen:1', 'download:1') {
    $TicketValues[$place] = @{ kind = 'tickets' }
}
foreach ($place in 'reply:--fields') {
    $TicketValues[$place] = @{ kind = 'words'; words = @('number', 'url', 'subject', 'status', 'state', 'department', 'service', 'cc', 'priority', 'encrypted', 'created', 'updated', 'messages', 'door', 'found', 'differences', 'unverified', 'notices', 'dry_run', 'portal', 'message', 'encrypt', 'close', 'attachments', 'help'); several = $true }
}
foreach ($place in 'watch:--fields') {
    $TicketValues[$place] = @{ kind = 'words'; words = @('number', 'url', 'subject', 'status', 'id', 'author', 'staff', 'time', 'body', 'body_html', 'encrypted', 'attachments', 'help'); several = $true }
}
foreach ($place in 'wait:--for') {
    $TicketValues[$place] = @{ kind = 'words'; words = @('answered', 'closed', 'reply') }
}
foreach ($place in 'close:--fields', 'reopen:--fields') {
    $TicketValues[$place] = @{ kind = 'words'; words = @('number', 'closed', 'already', 'error', 'exit', 'help'); several = $true }
}
foreach ($place in 'download:--dir', 'download:-D') {
    $TicketValues[$place] = @{ kind = 'folders' }
}
foreach ($place in 'download:--fields') {
    $TicketValues[$place] = @{ kind = 'words'; words = @('id', 'name', 'path', 'size', 'error', 'exit', 'help'); several = $true }
}
foreach ($place in 'departments:--fields') {
    $TicketValues[$place] = @{ kind = 'words'; words = @('id', 'name', 'description', 'priorities', 'help'); several = $true }
}
foreach ($place in 'services:--fields') {
    $TicketValues[$place] = @{ kind = 'words'; words = @('id', 'name', 'domain', 'status', 'category', 'help'); several = $true }
}
foreach ($place in 'api:--fields', 'drafts:--fields', 'template:--fields', 'auth:--fields', 'config:--fields', 'alias:--fields', 'completion:--fields', 'sandbox:--fields') {
    $TicketValues[$place] = @{ kind = 'words'; words = @('help'); several = $true }
}
foreach ($place in 'drafts list:--fields') {
    $TicketValues[$place] = @{ kind = 'words'; words = @('id', 'state', 'kind', 'portal', 'number', 'subject', 'created', 'help'); several = $true }
}
foreach ($place in 'drafts show:--fields', 'drafts edit:--fields') {
    $TicketValues[$place] = @{ kind = 'words'; words = @('id', 'state', 'kind', 'portal', 'number', 'subject', 'created', 'department', 'message', 'service', 'cc', 'priority', 'encrypt', 'urgent', 'impact', 'contact', 'attachments', 'close', 'help'); several = $true }
}
foreach ($place in 'drafts send:--fields') {
    $TicketValues[$place] = @{ kind = 'words'; words = @('number', 'url', 'subject', 'status', 'state', 'department', 'service', 'cc', 'priority', 'encrypted', 'created', 'updated', 'messages', 'door', 'found', 'differences', 'unverified', 'notices', 'help'); several = $true }
}
foreach ($place in 'drafts delete:--fields') {
    $TicketValues[$place] = @{ kind = 'words'; words = @('id', 'deleted', 'error', 'exit', 'help'); several = $true }
}
foreach ($place in 'template add:--fields', 'template list:--fields', 'template show:--fields', 'template edit:--fields', 'template delete:--fields') {
    $TicketValues[$place] = @{ kind = 'words'; words = @('name', 'department', 'text', 'path', 'help'); several = $true }
}
foreach ($place in 'auth login:--fields', 'auth status:--fields') {
    $TicketValues[$place] = @{ kind = 'words'; words = @('name', 'url', 'active', 'username', 'storage', 'secrets', 'works', 'error', 'identity', 'offers', 'help'); several = $true }
}
foreach ($place in 'auth logout:--fields') {
    $TicketValues[$place] = @{ kind = 'words'; words = @('name', 'url', 'session_ended', 'help'); several = $true }
}
foreach ($place in 'auth switch:--fields') {
    $TicketValues[$place] = @{ kind = 'words'; words = @('name', 'url', 'help'); several = $true }
}
foreach ($place in 'config get:--fields', 'config set:--fields', 'config unset:--fields') {
    $TicketValues[$place] = @{ kind = 'words'; words = @('key', 'value', 'help'); several = $true }
}
foreach ($place in 'config get:1', 'config set:1', 'config unset:1') {
    $TicketValues[$place] = @{ kind = 'words'; words = @('editor	撰寫訊息用的編輯器；優先於 VISUAL 與 EDITOR。', 'pager	顯示長篇內容的分頁程式；優先於 PAGER。設為「cat」表示不分頁。', 'accessible	以編號提問，畫面上沒有會動的東西：供螢幕閱讀器使用。', 'background	終端機的背景是亮色（light）或暗色（dark），用來選擇色彩。', 'language	使用的語言：en、ja 或 zh_TW；未設定時依系統語系。', 'limit	「ticket list」最多列出幾張工單。') }
}
foreach ($place in 'config list:--fields') {
    $TicketValues[$place] = @{ kind = 'words'; words = @('key', 'value', 'from', 'about', 'help'); several = $true }
}
foreach ($place in 'config edit:--fields') {
    $TicketValues[$place] = @{ kind = 'words'; words = @('path', 'changed', 'help'); several = $true }
}
foreach ($place in 'alias set:--fields') {
    $TicketValues[$place] = @{ kind = 'words'; words = @('name', 'expansion', 'replaced', 'help'); several = $true }
}
foreach ($place in 'alias set:1', 'alias delete:1') {
    $TicketValues[$place] = @{ kind = 'aliases' }
}
foreach ($place in 'alias list:--fields', 'alias delete:--fields') {
    $TicketValues[$place] = @{ kind = 'words'; words = @('name', 'expansion', 'help'); several = $true }
}
foreach ($place in 'completion bash:--fields', 'completion zsh:--fields', 'completion fish:--fields', 'completion powershell:--fields') {
    $TicketValues[$place] = @{ kind = 'words'; words = @('shell', 'script', 'help'); several = $true }
}
foreach ($place in 'completion install:--fields') {
    $TicketValues[$place] = @{ kind = 'words'; words = @('shell', 'path', 'changed', 'lines', 'help'); several = $true }
}
foreach ($place in 'completion install:1') {
    $TicketValues[$place] = @{ kind = 'words'; words = @('bash', 'zsh', 'fish', 'powershell') }
}
foreach ($place in 'diag:--fields') {
    $TicketValues[$place] = @{ kind = 'words'; words = @('program', 'terminal', 'environment', 'folders', 'settings', 'keyring', 'drafts', 'portals', 'help'); several = $true }
}
foreach ($place in 'sandbox serve:--fields') {
    $TicketValues[$place] = @{ kind = 'words'; words = @('url', 'username', 'password', 'help'); several = $true }
}
foreach ($place in 'sandbox reset:--fields') {
    $TicketValues[$place] = @{ kind = 'words'; words = @('reset', 'help'); several = $true }
}
foreach ($place in 'help:--fields') {
    $TicketValues[$place] = @{ kind = 'words'; words = @('topic', 'text', 'help'); several = $true }
}
foreach ($place in 'help:1') {
    $TicketValues[$place] = @{ kind = 'words'; words = @('exit-codes	指令結束時的結束碼代表什麼。', 'environment	會讀取的環境變數。', 'attachments	哪些檔案可以附加，以及如何附加。', 'doors	如何連到入口網站：API 與網頁。', 'formatting	供指令稿使用的結果：JSON、部分內容與自訂文字。', 'accessibility	供螢幕閱讀器、狹窄視窗與沒有色彩的終端機使用。', 'sandbox	練習用入口網站，不需要帳號。', 'new	開立工單。', 'list	列出您的工單。', 'show	顯示工單與完整的往來訊息。', 'reply	回覆工單。', 'watch	工單一有新訊息就顯示。', 'wait	等待工單得到回覆或關閉。', 'close	關閉工單。', 'reopen	重新開啟已關閉的工單。', 'download	儲存工單的附件。', 'departments	列出受理工單的部門。', 'services	列出您帳號的服務。', 'api	以登入身分呼叫入口網站的任何 API。', 'drafts	已撰寫但尚未確認的內容：列出、顯示、編輯、送出、刪除。', 'template	起草訊息用的範本：新增、列出、顯示、編輯、刪除。', 'auth	登入與登出，並查看入口網站提供的功能。', 'config	您的設定：取得、設定、取消、列出、編輯。', 'alias	為較長的指令取自己的名稱：設定、列出、刪除。', 'completion	讓 shell 自動補齊指令、名稱與編號。', 'diag	列出請求支援時需要知道的資訊，不含任何機密。', 'sandbox	內建的練習用入口網站。', 'help	解說主題，例如 exit-codes。') }
}

Register-ArgumentCompleter -Native -CommandName ticket -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)

    # A value as one argument, whatever stands in it; quoted as PowerShell reads it (about_Quoting_Rules).
    function Format-TicketWord([string] $value) {
        if ($value -match '^[\w./\\-]+$') { return $value }
        "'" + ($value -replace "['\u2018\u2019\u201a\u201b]", '$0$0') + "'"
    }

    # The words before the one that the cursor is at, without their quotation marks.
    $words = @(foreach ($word in $commandAst.CommandElements) {
            if ($word.Extent.EndOffset -ge $cursorPosition) { break }
            if ($word -is [System.Management.Automation.Language.StringConstantExpressionAst]) { $word.Value }
            else { $word.Extent.Text }
        })
    $program = $words[0]
    $path = ''
    $option = ''
    $portal = [string] $env:TICKET_PORTAL
    $count = 0
    foreach ($word in ($words | Select-Object -Skip 1)) {
        if ($option) {
            if ($option -ceq '--portal') { $portal = $word }
            $option = ''
        } elseif ($word -cmatch '^--portal=(.*)$') {
            $portal = $Matches[1]
        } elseif ($word -clike '-*') {
            if ($TicketValues["${path}:$word"] -or $TicketValues["*:$word"]) { $option = $word }
        } elseif (($TicketCommands[$path].commands -replace "`t.*") -ccontains $word) {
            $path = "$path $word".Trim()
        } else {
            $count++
        }
    }

    $begun = $wordToComplete.Trim("'", '"')
    $before = ''
    if (-not $option -and $begun -cmatch '^(--[\w-]+)=(.*)$') {
        $option = $Matches[1]
        $before = "$option="
        $begun = $Matches[2]
    }

    $at = $TicketCommands[$path]
    $value = $null
    $lines = @()
    if ($option) {
        $value = $TicketValues["${path}:$option"]
        if (-not $value) { $value = $TicketValues["*:$option"] }
    } elseif ($begun -clike '-*') {
        $lines = $at.options + $TicketOptions
    } elseif ($at.commands) {
        $lines = $at.commands
        if (-not $path) { $value = @{ kind = 'aliases' } }
    } elseif ($count -lt $at.arguments -or $at.many) {
        $value = $TicketValues["${path}:$([Math]::Min($count + 1, $at.arguments))"]
    }

    if ($value.kind -in 'files', 'folders', 'attachable') {
        $endings = @()
        if ($value.kind -eq 'attachable' -and $words -cnotcontains '--zip') {
            $endings = @(& $program __complete extensions '' $portal 2>$null)
            if (-not $endings) { $endings = @('.jpg', '.gif', '.zip', '.png', '.pdf') }
            if ($endings -contains '.jpg') { $endings += '.jpeg' }
        }
        [System.Management.Automation.CompletionCompleters]::CompleteFilename($wordToComplete) | Where-Object {
            $ending = [IO.Path]::GetExtension($_.ListItemText)
            $fits = -not $endings -or $endings -contains $ending
            $_.ResultType -eq 'ProviderContainer' -or ($value.kind -ne 'folders' -and $fits)
        }
        return
    }

    if ($value.words) {
        if ($value.several -and $begun -match '^(.*,)([^,]*)$') {
            $before += $Matches[1]
            $begun = $Matches[2]
        }
        $lines += $value.words
    } elseif ($value.kind -and $value.kind -ne 'text') {
        $lines += @(& $program __complete $value.kind $begun $portal 2>$null)
    }
    foreach ($line in $lines) {
        $name, $about = $line -split "`t", 2
        if (-not $name.StartsWith($begun, [StringComparison]::CurrentCultureIgnoreCase)) { continue }
        if (-not $about) { $about = $name }
        $text = Format-TicketWord "$before$name"
        [System.Management.Automation.CompletionResult]::new($text, $name, 'ParameterValue', $about)
    }
}
