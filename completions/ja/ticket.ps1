# Completions of `ticket` for PowerShell 5.1 and later. Made from its commands: do not edit.
#
# Names come from the program's cache on this machine (ticket __complete). Nothing here asks the network.

# Words, each with a tab and what it is behind: the options that every command takes.
$global:TicketOptions = @('--portal	使用するポータル（環境変数 TICKET_PORTAL でも指定可）。「sandbox」も指定できます。', '--via	ポータルの API だけ、または Web ページだけを使います。', '--json	結果を JSON で出力します。', '--jq	JSON を jq で処理した結果を出力します。', '--template	結果を「{number}: {subject}」のような書式で出力します。', '--no-input	入力を求めません。足りない値があれば失敗します。', '--verbose	時間のかかる転送の進捗をログに出力します。', '--debug	各リクエストとエラーの詳細を、機密情報を伏せて表示します。', '--help	このヘルプを表示して終了します。')

# What may follow each command: commands, options, and how many arguments.
$global:TicketCommands = @{
    '' = @{
        commands = @('new	チケットを作成します。', 'list	チケットを新しい順に一覧表示します。', 'show	チケットとやり取りを表示します。', 'reply	チケットに返信します。', 'watch	チケットの新しいメッセージを届き次第表示します。すべてクローズされるか、Ctrl-C で終了します。', 'wait	チケットが回答またはクローズされるまで待ちます。', 'close	チケットをクローズします。クローズ済みのチケットはそのままです。', 'reopen	クローズ済みのチケットを再オープンします。オープン中のチケットはそのままです。', 'download	チケットの添付ファイルを、すべて、または名前を指定して保存します。', 'departments	チケットを受け付ける部門を一覧表示します。', 'services	アカウントのサービスを一覧表示します。チケットの関連サービスとして指定できます。', 'api	ログインした状態でポータルの API を直接呼び出し、JSON をそのまま出力します。', 'drafts	送信が確認されていない下書き: 一覧、表示、編集、送信、削除。', 'template	メッセージのひな型となるテンプレート: 追加、一覧、表示、編集、削除。', 'auth	ログインとログアウト、ポータルの対応機能の確認。', 'config	設定: 取得、変更、解除、一覧、編集。', 'alias	長いコマンドに付ける短い名前: 登録、一覧、削除。', 'completion	コマンド、オプションのほか、ポータルで表示した名前や番号をシェルで補完できるようにします。', 'diag	サポートへの問い合わせに必要な情報（バージョン、フォルダー、設定、ポータル）を表示します。', 'sandbox	内蔵の練習用ポータル。本物のポータルの代わりに、初めて使うときやテストに利用できます。', 'help	トピックまたはコマンドを説明します。')
        options = @('--version	バージョンを表示して終了します。', '--fields	結果をこれらの項目だけの JSON で出力します。「help」で項目名を一覧表示します。')
        arguments = 0; many = $false
    }
    'new' = @{
        commands = @()
        options = @('--dept	部門。名前、一意に決まる先頭部分、または ID で指定します。', '--department	部門。名前、一意に決まる先頭部分、または ID で指定します。', '-d	部門。名前、一意に決まる先頭部分、または ID で指定します。', '--subject	件名。', '-s	件名。', '--message	メッセージ。', '-m	メッセージ。', '--message-file	メッセージをファイルから読み取ります。- は標準入力です。', '--editor	メッセージをエディターで書きます。', '-e	メッセージをエディターで書きます。', '--message-template	このテンプレートからメッセージを書き始めます。参照: ticket template', '--service	関連サービス。名前、一意に決まる先頭部分、または ID で指定します。', '--cc	ほかに通知する相手。繰り返すか、コンマ区切りで複数指定できます。', '--attach	ファイル、またはパターンに一致するファイルを添付します。', '-a	ファイル、またはパターンに一致するファイルを添付します。', '--attach-clipboard	クリップボードの画像を添付します。', '--zip	フォルダーと、ポータルが受け付けない種類のファイルを zip にします。', '--encrypt	ポータルでの保存時に暗号化します。', '--urgent	件名の先頭に [URGENT] を付けます。', '--impact	--urgent と併用します。影響の内容。', '--contact	--urgent と併用します。希望の連絡方法。', '--priority	優先度。部門で指定できる場合に使えます。', '--dry-run	すべて確認しますが、何も送信しません。', '--yes	必須の項目だけ入力を求め、送信前の確認を省きます。', '-y	必須の項目だけ入力を求め、送信前の確認を省きます。', '--recover	保存された下書きから再開します。', '--from	チケットを YAML、JSON、JSON Lines、Markdown から読み取ります。- は標準入力です。', '--again	--from と併用します。以前に作成済みのものも、もう一度作成します。', '--fields	結果をこれらの項目だけの JSON で出力します。「help」で項目名を一覧表示します。')
        arguments = 0; many = $false
    }
    'list' = @{
        commands = @()
        options = @('--state	open は、クローズされていないすべてのチケットです。ステータス名でも指定できます。', '-s	open は、クローズされていないすべてのチケットです。ステータス名でも指定できます。', '--department	この部門のチケットだけを表示します。', '--dept	この部門のチケットだけを表示します。', '-d	この部門のチケットだけを表示します。', '--search	件名にこの文字列を含むチケットだけを表示します。', '-S	件名にこの文字列を含むチケットだけを表示します。', '--awaiting	自分（me）またはサポート（staff）の返信を待っているチケットだけを表示します。', '--updated	この期間に更新されたチケットだけを表示します: -7d、2026-11-01、2026-11-01..2026-11-10', '--created	この期間に作成されたチケットだけを表示します。', '--columns	表示する列を、この順に指定します。', '--sort	updated、created などの列で並べ替えます。', '--limit	表示する最大件数（30）。', '-L	表示する最大件数（30）。', '--all	件数にかかわらず、すべて表示します。', '-a	件数にかかわらず、すべて表示します。', '--fields	結果をこれらの項目だけの JSON で出力します。「help」で項目名を一覧表示します。')
        arguments = 0; many = $false
    }
    'show' = @{
        commands = @()
        options = @('--web	代わりにブラウザーで開きます。', '-w	代わりにブラウザーで開きます。', '--last	最後の N 件のメッセージだけを表示します。', '-n	最後の N 件のメッセージだけを表示します。', '--since	これ以降のメッセージだけを表示します: -2d、-3h、2026-11-01', '--raw	引用も HTML も、ポータルにあるとおりにメッセージを表示します。', '--fields	結果をこれらの項目だけの JSON で出力します。「help」で項目名を一覧表示します。')
        arguments = 1; many = $false
    }
    'reply' = @{
        commands = @()
        options = @('--message	メッセージ。', '-m	メッセージ。', '--message-file	メッセージをファイルから読み取ります。- は標準入力です。', '--editor	メッセージをエディターで書きます。', '-e	メッセージをエディターで書きます。', '--attach	ファイル、またはパターンに一致するファイルを添付します。', '-a	ファイル、またはパターンに一致するファイルを添付します。', '--attach-clipboard	クリップボードの画像を添付します。', '--zip	フォルダーと、ポータルが受け付けない種類のファイルを zip にします。', '--encrypt	ポータルでの保存時に暗号化します。', '--close	送信後にチケットをクローズします。', '--reopen	チケットがクローズ済みなら、先に再オープンします。', '--dry-run	すべて確認しますが、何も送信しません。', '--yes	必須の項目だけ入力を求め、送信前の確認を省きます。', '-y	必須の項目だけ入力を求め、送信前の確認を省きます。', '--recover	保存された下書きから再開します。', '--fields	結果をこれらの項目だけの JSON で出力します。「help」で項目名を一覧表示します。')
        arguments = 1; many = $false
    }
    'watch' = @{
        commands = @()
        options = @('--exec	メッセージを JSON で標準入力に渡して、このコマンドを実行します。', '--notify	デスクトップにも通知を表示します。', '--fields	結果をこれらの項目だけの JSON で出力します。「help」で項目名を一覧表示します。')
        arguments = 1; many = $true
    }
    'wait' = @{
        commands = @()
        options = @('--for	answered: サポートが最後に返信した状態。closed: クローズされた状態。reply: これ以降のサポートの返信。', '--timeout	この時間を過ぎたらあきらめます。例: 90s、15m、2h', '--exec	メッセージを JSON で標準入力に渡して、このコマンドを実行します。', '--notify	デスクトップにも通知を表示します。', '--fields	結果をこれらの項目だけの JSON で出力します。「help」で項目名を一覧表示します。')
        arguments = 1; many = $false
    }
    'close' = @{
        commands = @()
        options = @('--fields	結果をこれらの項目だけの JSON で出力します。「help」で項目名を一覧表示します。')
        arguments = 1; many = $true
    }
    'reopen' = @{
        commands = @()
        options = @('--fields	結果をこれらの項目だけの JSON で出力します。「help」で項目名を一覧表示します。')
        arguments = 1; many = $true
    }
    'download' = @{
        commands = @()
        options = @('--dir	保存先のフォルダー。なければ作成します。', '-D	保存先のフォルダー。なければ作成します。', '--force	既存のファイルを上書きします。', '-f	既存のファイルを上書きします。', '--fields	結果をこれらの項目だけの JSON で出力します。「help」で項目名を一覧表示します。')
        arguments = 2; many = $true
    }
    'departments' = @{
        commands = @()
        options = @('--fields	結果をこれらの項目だけの JSON で出力します。「help」で項目名を一覧表示します。')
        arguments = 0; many = $false
    }
    'services' = @{
        commands = @()
        options = @('--fields	結果をこれらの項目だけの JSON で出力します。「help」で項目名を一覧表示します。')
        arguments = 0; many = $false
    }
    'api' = @{
        commands = @()
        options = @('--field	送信する値。繰り返して複数指定できます。', '-f	送信する値。繰り返して複数指定できます。', '--paginate	すべてのページを順に取得し、届き次第出力します。', '--fields	結果をこれらの項目だけの JSON で出力します。「help」で項目名を一覧表示します。')
        arguments = 2; many = $false
    }
    'drafts' = @{
        commands = @('list	下書きを古い順に一覧表示します。', 'show	下書きの全体を表示します。', 'edit	下書きのメッセージをエディターで変更します。', 'send	下書きをそのまま送信します。', 'delete	下書きを完全に削除します。ポータルの内容は変わりません。')
        options = @('--fields	結果をこれらの項目だけの JSON で出力します。「help」で項目名を一覧表示します。')
        arguments = 0; many = $false
    }
    'drafts list' = @{
        commands = @()
        options = @('--fields	結果をこれらの項目だけの JSON で出力します。「help」で項目名を一覧表示します。')
        arguments = 0; many = $false
    }
    'drafts show' = @{
        commands = @()
        options = @('--fields	結果をこれらの項目だけの JSON で出力します。「help」で項目名を一覧表示します。')
        arguments = 1; many = $false
    }
    'drafts edit' = @{
        commands = @()
        options = @('--fields	結果をこれらの項目だけの JSON で出力します。「help」で項目名を一覧表示します。')
        arguments = 1; many = $false
    }
    'drafts send' = @{
        commands = @()
        options = @('--yes	すでに届いている可能性があっても送信します。', '-y	すでに届いている可能性があっても送信します。', '--zip	フォルダーと、ポータルが受け付けない種類のファイルを zip にします。', '--fields	結果をこれらの項目だけの JSON で出力します。「help」で項目名を一覧表示します。')
        arguments = 1; many = $false
    }
    'drafts delete' = @{
        commands = @()
        options = @('--yes	確認せずに削除します。', '-y	確認せずに削除します。', '--fields	結果をこれらの項目だけの JSON で出力します。「help」で項目名を一覧表示します。')
        arguments = 1; many = $true
    }
    'template' = @{
        commands = @('add	テンプレートを追加します。本文を指定しないと、エディターで書きます。', 'list	テンプレートを一覧表示します。', 'show	テンプレートを表示します。', 'edit	テンプレートをエディターで変更します。', 'delete	テンプレートを削除します。')
        options = @('--fields	結果をこれらの項目だけの JSON で出力します。「help」で項目名を一覧表示します。')
        arguments = 0; many = $false
    }
    'template add' = @{
        commands = @()
        options = @('--department	この部門専用にします。', '--dept	この部門専用にします。', '-d	この部門専用にします。', '--message	本文。', '-m	本文。', '--message-file	本文をファイルから読み取ります。- は標準入力です。', '--fields	結果をこれらの項目だけの JSON で出力します。「help」で項目名を一覧表示します。')
        arguments = 1; many = $false
    }
    'template list' = @{
        commands = @()
        options = @('--fields	結果をこれらの項目だけの JSON で出力します。「help」で項目名を一覧表示します。')
        arguments = 0; many = $false
    }
    'template show' = @{
        commands = @()
        options = @('--department	この部門専用にします。', '--dept	この部門専用にします。', '-d	この部門専用にします。', '--fields	結果をこれらの項目だけの JSON で出力します。「help」で項目名を一覧表示します。')
        arguments = 1; many = $false
    }
    'template edit' = @{
        commands = @()
        options = @('--department	この部門専用にします。', '--dept	この部門専用にします。', '-d	この部門専用にします。', '--fields	結果をこれらの項目だけの JSON で出力します。「help」で項目名を一覧表示します。')
        arguments = 1; many = $false
    }
    'template delete' = @{
        commands = @()
        options = @('--department	この部門専用にします。', '--dept	この部門専用にします。', '-d	この部門専用にします。', '--yes	確認しません。', '-y	確認しません。', '--fields	結果をこれらの項目だけの JSON で出力します。「help」で項目名を一覧表示します。')
        arguments = 1; many = $false
    }
    'auth' = @{
        commands = @('login	ポータルにログインし、ログイン情報を保存します。', 'status	各ポータルについて、ログイン中のユーザー、ログインが有効かどうか、対応機能を表示します。', 'logout	ポータルからログアウトし、このマシンから認証情報を削除します。', 'switch	コマンドで使用するポータルを選択します。')
        options = @('--fields	結果をこれらの項目だけの JSON で出力します。「help」で項目名を一覧表示します。')
        arguments = 0; many = $false
    }
    'auth login' = @{
        commands = @()
        options = @('--username	アカウントのメールアドレス。', '-u	アカウントのメールアドレス。', '--password-stdin	パスワードを標準入力から読み取ります。', '--token-stdin	個人用アクセストークンを標準入力から読み取ります。', '--insecure-storage	キーリングがない場合に、認証情報をファイル（モード 0600）に保存します。', '--name	このポータルに付ける名前。', '--ca-file	このポータルで信頼する証明書（PEM）。', '--fields	結果をこれらの項目だけの JSON で出力します。「help」で項目名を一覧表示します。')
        arguments = 1; many = $false
    }
    'auth status' = @{
        commands = @()
        options = @('--offline	ポータルに問い合わせず、保存されている情報だけを表示します。', '--fields	結果をこれらの項目だけの JSON で出力します。「help」で項目名を一覧表示します。')
        arguments = 0; many = $false
    }
    'auth logout' = @{
        commands = @()
        options = @('--fields	結果をこれらの項目だけの JSON で出力します。「help」で項目名を一覧表示します。')
        arguments = 1; many = $false
    }
    'auth switch' = @{
        commands = @()
        options = @('--fields	結果をこれらの項目だけの JSON で出力します。「help」で項目名を一覧表示します。')
        arguments = 1; many = $false
    }
    'config' = @{
        commands = @('get	設定の値、または既定値を表示します。値がなければ何も表示しません。', 'set	設定を変更します。', 'unset	設定を既定値に戻します。', 'list	すべての設定項目の値と説明を表示します。', 'edit	config.toml をエディターで変更します。変更後の内容が正しくなければ、元のファイルを残します。')
        options = @('--fields	結果をこれらの項目だけの JSON で出力します。「help」で項目名を一覧表示します。')
        arguments = 0; many = $false
    }
    'config get' = @{
        commands = @()
        options = @('--fields	結果をこれらの項目だけの JSON で出力します。「help」で項目名を一覧表示します。')
        arguments = 1; many = $false
    }
    'config set' = @{
        commands = @()
        options = @('--fields	結果をこれらの項目だけの JSON で出力します。「help」で項目名を一覧表示します。')
        arguments = 2; many = $false
    }
    'config unset' = @{
        commands = @()
        options = @('--fields	結果をこれらの項目だけの JSON で出力します。「help」で項目名を一覧表示します。')
        arguments = 1; many = $false
    }
    'config list' = @{
        commands = @()
        options = @('--fields	結果をこれらの項目だけの JSON で出力します。「help」で項目名を一覧表示します。')
        arguments = 0; many = $false
    }
    'config edit' = @{
        commands = @()
        options = @('--fields	結果をこれらの項目だけの JSON で出力します。「help」で項目名を一覧表示します。')
        arguments = 0; many = $false
    }
    'alias' = @{
        commands = @('set	コマンドラインに名前を付けます。', 'list	エイリアスと割り当てられたコマンドを一覧表示します。', 'delete	エイリアスを削除します。')
        options = @('--fields	結果をこれらの項目だけの JSON で出力します。「help」で項目名を一覧表示します。')
        arguments = 0; many = $false
    }
    'alias set' = @{
        commands = @()
        options = @('--fields	結果をこれらの項目だけの JSON で出力します。「help」で項目名を一覧表示します。')
        arguments = 2; many = $false
    }
    'alias list' = @{
        commands = @()
        options = @('--fields	結果をこれらの項目だけの JSON で出力します。「help」で項目名を一覧表示します。')
        arguments = 0; many = $false
    }
    'alias delete' = @{
        commands = @()
        options = @('--fields	結果をこれらの項目だけの JSON で出力します。「help」で項目名を一覧表示します。')
        arguments = 1; many = $false
    }
    'completion' = @{
        commands = @('bash	bash 用のスクリプトを出力します。', 'zsh	zsh 用のスクリプトを出力します。', 'fish	fish 用のスクリプトを出力します。', 'powershell	PowerShell 用のスクリプトを出力します。', 'install	シェルが読み込む場所にスクリプトを書き込み、ほかに必要な設定があれば表示します。')
        options = @('--fields	結果をこれらの項目だけの JSON で出力します。「help」で項目名を一覧表示します。')
        arguments = 0; many = $false
    }
    'completion bash' = @{
        commands = @()
        options = @('--fields	結果をこれらの項目だけの JSON で出力します。「help」で項目名を一覧表示します。')
        arguments = 0; many = $false
    }
    'completion zsh' = @{
        commands = @()
        options = @('--fields	結果をこれらの項目だけの JSON で出力します。「help」で項目名を一覧表示します。')
        arguments = 0; many = $false
    }
    'completion fish' = @{
        commands = @()
        options = @('--fields	結果をこれらの項目だけの JSON で出力します。「help」で項目名を一覧表示します。')
        arguments = 0; many = $false
    }
    'completion powershell' = @{
        commands = @()
        options = @('--fields	結果をこれらの項目だけの JSON で出力します。「help」で項目名を一覧表示します。')
        arguments = 0; many = $false
    }
    'completion install' = @{
        commands = @()
        options = @('--fields	結果をこれらの項目だけの JSON で出力します。「help」で項目名を一覧表示します。')
        arguments = 1; many = $false
    }
    'diag' = @{
        commands = @()
        options = @('--fields	結果をこれらの項目だけの JSON で出力します。「help」で項目名を一覧表示します。')
        arguments = 0; many = $false
    }
    'sandbox' = @{
        commands = @('serve	ブラウザーやほかのプログラムから使えるように、練習用ポータルを起動したままにします。', 'reset	練習用ポータルのチケットをすべて削除します。')
        options = @('--fields	結果をこれらの項目だけの JSON で出力します。「help」で項目名を一覧表示します。')
        arguments = 0; many = $false
    }
    'sandbox serve' = @{
        commands = @()
        options = @('--port	待ち受けるポート。', '--staff-after	サポートがチケットに回答するまでの時間。', '--fields	結果をこれらの項目だけの JSON で出力します。「help」で項目名を一覧表示します。')
        arguments = 0; many = $false
    }
    'sandbox reset' = @{
        commands = @()
        options = @('--yes	確認しません。', '-y	確認しません。', '--fields	結果をこれらの項目だけの JSON で出力します。「help」で項目名を一覧表示します。')
        arguments = 0; many = $false
    }
    'help' = @{
        commands = @()
        options = @('--man	ticket またはコマンドのマニュアルページを出力します。', '--fields	結果をこれらの項目だけの JSON で出力します。「help」で項目名を一覧表示します。')
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
    $TicketValues[$place] = @{ kind = 'words'; words = @('editor	メッセージを書くエディター。VISUAL、EDITOR より優先されます。', 'pager	長い出力に使うページャー。PAGER より優先されます。「cat」で無効になります。', 'accessible	番号で答える簡単な質問だけにし、画面を書き換えません。スクリーンリーダー向け。', 'background	端末の背景色。light（明るい）または dark（暗い）。表示色の選択に使います。', 'language	表示言語: en、ja、zh_TW。設定しない場合はロケールに従います。', 'limit	「ticket list」で一覧表示する最大件数。') }
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
    $TicketValues[$place] = @{ kind = 'words'; words = @('exit-codes	コマンドの終了コードの意味。', 'environment	参照される環境変数。', 'attachments	添付できるファイルと添付の方法。', 'doors	ポータルへの接続経路: API と Web ページ。', 'formatting	スクリプト向けの出力: JSON、その一部、テンプレートによる整形。', 'accessibility	スクリーンリーダー、狭い画面、色のない端末での利用。', 'sandbox	アカウントなしで使える練習用ポータル。', 'new	チケットを作成します。', 'list	チケットを一覧表示します。', 'show	チケットとすべてのやり取りを表示します。', 'reply	チケットに返信します。', 'watch	チケットの新しいメッセージを届き次第表示します。', 'wait	チケットが回答またはクローズされるまで待ちます。', 'close	チケットをクローズします。', 'reopen	クローズ済みのチケットを再オープンします。', 'download	チケットの添付ファイルを保存します。', 'departments	チケットを受け付ける部門を一覧表示します。', 'services	アカウントのサービスを一覧表示します。', 'api	ログインした状態でポータルの API を直接呼び出します。', 'drafts	送信が確認されていない下書き: 一覧、表示、編集、送信、削除。', 'template	メッセージのひな型となるテンプレート: 追加、一覧、表示、編集、削除。', 'auth	ログインとログアウト、ポータルの対応機能の確認。', 'config	設定: 取得、変更、解除、一覧、編集。', 'alias	長いコマンドに付ける短い名前: 登録、一覧、削除。', 'completion	シェルでコマンド、名前、番号を補完できるようにします。', 'diag	サポートへの問い合わせに必要な情報を、機密情報を除いて表示します。', 'sandbox	内蔵の練習用ポータル。', 'help	exit-codes などのトピックを説明します。') }
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
