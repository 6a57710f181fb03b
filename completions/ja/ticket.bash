# Completions of `ticket` for bash. Made from its commands: do not edit.
#
# Names come from files in the cache, one a line, with a tab and a description behind; the program
# is started only for what they do not hold (ticket __complete). Nothing here asks the network.

# What may follow the command $1: `commands`, `options`, and how many `arguments`.
_ticket_command() {
    options=$'--portal\t使用するポータル（環境変数 TICKET_PORTAL でも指定可）。「sandbox」も指定できます。\n--via\tポータルの API だけ、または Web ページだけを使います。\n--json\t結果を JSON で出力します。\n--jq\tJSON を jq で処理した結果を出力します。\n--template\t結果を「{number}: {subject}」のような書式で出力します。\n--no-input\t入力を求めません。足りない値があれば失敗します。\n--verbose\t時間のかかる転送の進捗をログに出力します。\n--debug\t各リクエストとエラーの詳細を、機密情報を伏せて表示します。\n--help\tこのヘルプを表示して終了します。\n'
    commands='' arguments=0 many=''
    case $1 in
    '')
        commands=$'new\tチケットを作成します。\nlist\tチケットを新しい順に一覧表示します。\nshow\tチケットとやり取りを表示します。\nreply\tチケットに返信します。\nwatch\tチケットの新しいメッセージを届き次第表示します。すべてクローズされるか、Ctrl-C で終了します。\nwait\tチケットが回答またはクローズされるまで待ちます。\nclose\tチケットをクローズします。クローズ済みのチケットはそのままです。\nreopen\tクローズ済みのチケットを再オープンします。オープン中のチケットはそのままです。\ndownload\tチケットの添付ファイルを、すべて、または名前を指定して保存します。\ndepartments\tチケットを受け付ける部門を一覧表示します。\nservices\tアカウントのサービスを一覧表示します。チケットの関連サービスとして指定できます。\napi\tログインした状態でポータルの API を直接呼び出し、JSON をそのまま出力します。\ndrafts\t送信が確認されていない下書き: 一覧、表示、編集、送信、削除。\ntemplate\tメッセージのひな型となるテンプレート: 追加、一覧、表示、編集、削除。\nauth\tログインとログアウト、ポータルの対応機能の確認。\nconfig\t設定: 取得、変更、解除、一覧、編集。\nalias\t長いコマンドに付ける短い名前: 登録、一覧、削除。\ncompletion\tコマンド、オプションのほか、ポータルで表示した名前や番号をシェルで補完できるようにします。\ndiag\tサポートへの問い合わせに必要な情報（バージョン、フォルダー、設定、ポータル）を表示します。\nsandbox\t内蔵の練習用ポータル。本物のポータルの代わりに、初めて使うときやテストに利用できます。\nhelp\tトピックまたはコマンドを説明します。\n'
        options=$'--version\tバージョンを表示して終了します。\n--fields\t結果をこれらの項目だけの JSON で出力します。「help」で項目名を一覧表示します。\n'$options
        ;;
    'new')
        options=$'--dept\t部門。名前、一意に決まる先頭部分、または ID で指定します。\n--department\t部門。名前、一意に決まる先頭部分、または ID で指定します。\n-d\t部門。名前、一意に決まる先頭部分、または ID で指定します。\n--subject\t件名。\n-s\t件名。\n--message\tメッセージ。\n-m\tメッセージ。\n--message-file\tメッセージをファイルから読み取ります。- は標準入力です。\n--editor\tメッセージをエディターで書きます。\n-e\tメッセージをエディターで書きます。\n--message-template\tこのテンプレートからメッセージを書き始めます。参照: ticket template\n--service\t関連サービス。名前、一意に決まる先頭部分、または ID で指定します。\n--cc\tほかに通知する相手。繰り返すか、コンマ区切りで複数指定できます。\n--attach\tファイル、またはパターンに一致するファイルを添付します。\n-a\tファイル、またはパターンに一致するファイルを添付します。\n--attach-clipboard\tクリップボードの画像を添付します。\n--zip\tフォルダーと、ポータルが受け付けない種類のファイルを zip にします。\n--encrypt\tポータルでの保存時に暗号化します。\n--urgent\t件名の先頭に [URGENT] を付けます。\n--impact\t--urgent と併用します。影響の内容。\n--contact\t--urgent と併用します。希望の連絡方法。\n--priority\t優先度。部門で指定できる場合に使えます。\n--dry-run\tすべて確認しますが、何も送信しません。\n--yes\t必須の項目だけ入力を求め、送信前の確認を省きます。\n-y\t必須の項目だけ入力を求め、送信前の確認を省きます。\n--recover\t保存された下書きから再開します。\n--from\tチケットを YAML、JSON、JSON Lines、Markdown から読み取ります。- は標準入力です。\n--again\t--from と併用します。以前に作成済みのものも、もう一度作成します。\n--fields\t結果をこれらの項目だけの JSON で出力します。「help」で項目名を一覧表示します。\n'$options
        ;;
    'list')
        options=$'--state\topen は、クローズされていないすべてのチケットです。ステータス名でも指定できます。\n-s\topen は、クローズされていないすべてのチケットです。ステータス名でも指定できます。\n--department\tこの部門のチケットだけを表示します。\n--dept\tこの部門のチケットだけを表示します。\n-d\tこの部門のチケットだけを表示します。\n--search\t件名にこの文字列を含むチケットだけを表示します。\n-S\t件名にこの文字列を含むチケットだけを表示します。\n--awaiting\t自分（me）またはサポート（staff）の返信を待っているチケットだけを表示します。\n--updated\tこの期間に更新されたチケットだけを表示します: -7d、2026-11-01、2026-11-01..2026-11-10\n--created\tこの期間に作成されたチケットだけを表示します。\n--columns\t表示する列を、この順に指定します。\n--sort\tupdated、created などの列で並べ替えます。\n--limit\t表示する最大件数（30）。\n-L\t表示する最大件数（30）。\n--all\t件数にかかわらず、すべて表示します。\n-a\t件数にかかわらず、すべて表示します。\n--fields\t結果をこれらの項目だけの JSON で出力します。「help」で項目名を一覧表示します。\n'$options
        ;;
    'show')
        options=$'--web\t代わりにブラウザーで開きます。\n-w\t代わりにブラウザーで開きます。\n--last\t最後の N 件のメッセージだけを表示します。\n-n\t最後の N 件のメッセージだけを表示します。\n--since\tこれ以降のメッセージだけを表示します: -2d、-3h、2026-11-01\n--raw\t引用も HTML も、ポータルにあるとおりにメッセージを表示します。\n--fields\t結果をこれらの項目だけの JSON で出力します。「help」で項目名を一覧表示します。\n'$options
        arguments=1
        ;;
    'reply')
        options=$'--message\tメッセージ。\n-m\tメッセージ。\n--message-file\tメッセージをファイルから読み取ります。- は標準入力です。\n--editor\tメッセージをエディターで書きます。\n-e\tメッセージをエディターで書きます。\n--attach\tファイル、またはパターンに一致するファイルを添付します。\n-a\tファイル、またはパターンに一致するファイルを添付します。\n--attach-clipboard\tクリップボードの画像を添付します。\n--zip\tフォルダーと、ポータルが受け付けない種類のファイルを zip にします。\n--encrypt\tポータルでの保存時に暗号化します。\n--close\t送信後にチケットをクローズします。\n--reopen\tチケットがクローズ済みなら、先に再オープンします。\n--dry-run\tすべて確認しますが、何も送信しません。\n--yes\t必須の項目だけ入力を求め、送信前の確認を省きます。\n-y\t必須の項目だけ入力を求め、送信前の確認を省きます。\n--recover\t保存された下書きから再開します。\n--fields\t結果をこれらの項目だけの JSON で出力します。「help」で項目名を一覧表示します。\n'$options
        arguments=1
        ;;
    'watch')
        options=$'--exec\tメッセージを JSON で標準入力に渡して、このコマンドを実行します。\n--notify\tデスクトップにも通知を表示します。\n--fields\t結果をこれらの項目だけの JSON で出力します。「help」で項目名を一覧表示します。\n'$options
        arguments=1 many=1
        ;;
    'wait')
        options=$'--for\tanswered: サポートが最後に返信した状態。closed: クローズされた状態。reply: これ以降のサポートの返信。\n--timeout\tこの時間を過ぎたらあきらめます。例: 90s、15m、2h\n--exec\tメッセージを JSON で標準入力に渡して、このコマンドを実行します。\n--notify\tデスクトップにも通知を表示します。\n--fields\t結果をこれらの項目だけの JSON で出力します。「help」で項目名を一覧表示します。\n'$options
        arguments=1
        ;;
    'close')
        options=$'--fields\t結果をこれらの項目だけの JSON で出力します。「help」で項目名を一覧表示します。\n'$options
        arguments=1 many=1
        ;;
    'reopen')
        options=$'--fields\t結果をこれらの項目だけの JSON で出力します。「help」で項目名を一覧表示します。\n'$options
        arguments=1 many=1
        ;;
    'download')
        options=$'--dir\t保存先のフォルダー。なければ作成します。\n-D\t保存先のフォルダー。なければ作成します。\n--force\t既存のファイルを上書きします。\n-f\t既存のファイルを上書きします。\n--fields\t結果をこれらの項目だけの JSON で出力します。「help」で項目名を一覧表示します。\n'$options
        arguments=2 many=1
        ;;
    'departments')
        options=$'--fields\t結果をこれらの項目だけの JSON で出力します。「help」で項目名を一覧表示します。\n'$options
        ;;
    'services')
        options=$'--fields\t結果をこれらの項目だけの JSON で出力します。「help」で項目名を一覧表示します。\n'$options
        ;;
    'api')
        options=$'--field\t送信する値。繰り返して複数指定できます。\n-f\t送信する値。繰り返して複数指定できます。\n--paginate\tすべてのページを順に取得し、届き次第出力します。\n--fields\t結果をこれらの項目だけの JSON で出力します。「help」で項目名を一覧表示します。\n'$options
        arguments=2
        ;;
    'drafts')
        commands=$'list\t下書きを古い順に一覧表示します。\nshow\t下書きの全体を表示します。\nedit\t下書きのメッセージをエディターで変更します。\nsend\t下書きをそのまま送信します。\ndelete\t下書きを完全に削除します。ポータルの内容は変わりません。\n'
        options=$'--fields\t結果をこれらの項目だけの JSON で出力します。「help」で項目名を一覧表示します。\n'$options
        ;;
    'drafts list')
        options=$'--fields\t結果をこれらの項目だけの JSON で出力します。「help」で項目名を一覧表示します。\n'$options
        ;;
    'drafts show')
        options=$'--fields\t結果をこれらの項目だけの JSON で出力します。「help」で項目名を一覧表示します。\n'$options
        arguments=1
        ;;
    'drafts edit')
        options=$'--fields\t結果をこれらの項目だけの JSON で出力します。「help」で項目名を一覧表示します。\n'$options
        arguments=1
        ;;
    'drafts send')
        options=$'--yes\tすでに届いている可能性があっても送信します。\n-y\tすでに届いている可能性があっても送信します。\n--zip\tフォルダーと、ポータルが受け付けない種類のファイルを zip にします。\n--fields\t結果をこれらの項目だけの JSON で出力します。「help」で項目名を一覧表示します。\n'$options
        arguments=1
        ;;
    'drafts delete')
        options=$'--yes\t確認せずに削除します。\n-y\t確認せずに削除します。\n--fields\t結果をこれらの項目だけの JSON で出力します。「help」で項目名を一覧表示します。\n'$options
        arguments=1 many=1
        ;;
    'template')
        commands=$'add\tテンプレートを追加します。本文を指定しないと、エディターで書きます。\nlist\tテンプレートを一覧表示します。\nshow\tテンプレートを表示します。\nedit\tテンプレートをエディターで変更します。\ndelete\tテンプレートを削除します。\n'
        options=$'--fields\t結果をこれらの項目だけの JSON で出力します。「help」で項目名を一覧表示します。\n'$options
        ;;
    'template add')
        options=$'--department\tこの部門専用にします。\n--dept\tこの部門専用にします。\n-d\tこの部門専用にします。\n--message\t本文。\n-m\t本文。\n--message-file\t本文をファイルから読み取ります。- は標準入力です。\n--fields\t結果をこれらの項目だけの JSON で出力します。「help」で項目名を一覧表示します。\n'$options
        arguments=1
        ;;
    'template list')
        options=$'--fields\t結果をこれらの項目だけの JSON で出力します。「help」で項目名を一覧表示します。\n'$options
        ;;
    'template show')
        options=$'--department\tこの部門専用にします。\n--dept\tこの部門専用にします。\n-d\tこの部門専用にします。\n--fields\t結果をこれらの項目だけの JSON で出力します。「help」で項目名を一覧表示します。\n'$options
        arguments=1
        ;;
    'template edit')
        options=$'--department\tこの部門専用にします。\n--dept\tこの部門専用にします。\n-d\tこの部門専用にします。\n--fields\t結果をこれらの項目だけの JSON で出力します。「help」で項目名を一覧表示します。\n'$options
        arguments=1
        ;;
    'template delete')
        options=$'--department\tこの部門専用にします。\n--dept\tこの部門専用にします。\n-d\tこの部門専用にします。\n--yes\t確認しません。\n-y\t確認しません。\n--fields\t結果をこれらの項目だけの JSON で出力します。「help」で項目名を一覧表示します。\n'$options
        arguments=1
        ;;
    'auth')
        commands=$'login\tポータルにログインし、ログイン情報を保存します。\nstatus\t各ポータルについて、ログイン中のユーザー、ログインが有効かどうか、対応機能を表示します。\nlogout\tポータルからログアウトし、このマシンから認証情報を削除します。\nswitch\tコマンドで使用するポータルを選択します。\n'
        options=$'--fields\t結果をこれらの項目だけの JSON で出力します。「help」で項目名を一覧表示します。\n'$options
        ;;
    'auth login')
        options=$'--username\tアカウントのメールアドレス。\n-u\tアカウントのメールアドレス。\n--password-stdin\tパスワードを標準入力から読み取ります。\n--token-stdin\t個人用アクセストークンを標準入力から読み取ります。\n--insecure-storage\tキーリングがない場合に、認証情報をファイル（モード 0600）に保存します。\n--name\tこのポータルに付ける名前。\n--ca-file\tこのポータルで信頼する証明書（PEM）。\n--fields\t結果をこれらの項目だけの JSON で出力します。「help」で項目名を一覧表示します。\n'$options
        arguments=1
        ;;
    'auth status')
        options=$'--offline\tポータルに問い合わせず、保存されている情報だけを表示します。\n--fields\t結果をこれらの項目だけの JSON で出力します。「help」で項目名を一覧表示します。\n'$options
        ;;
    'auth logout')
        options=$'--fields\t結果をこれらの項目だけの JSON で出力します。「help」で項目名を一覧表示します。\n'$options
        arguments=1
        ;;
    'auth switch')
        options=$'--fields\t結果をこれらの項目だけの JSON で出力します。「help」で項目名を一覧表示します。\n'$options
        arguments=1
        ;;
    'config')
        commands=$'get\t設定の値、または既定値を表示します。値がなければ何も表示しません。\nset\t設定を変更します。\nunset\t設定を既定値に戻します。\nlist\tすべての設定項目の値と説明を表示します。\nedit\tconfig.toml をエディターで変更します。変更後の内容が正しくなければ、元のファイルを残します。\n'
        options=$'--fields\t結果をこれらの項目だけの JSON で出力します。「help」で項目名を一覧表示します。\n'$options
        ;;
    'config get')
        options=$'--fields\t結果をこれらの項目だけの JSON で出力します。「help」で項目名を一覧表示します。\n'$options
        arguments=1
        ;;
    'config set')
        options=$'--fields\t結果をこれらの項目だけの JSON で出力します。「help」で項目名を一覧表示します。\n'$options
        arguments=2
        ;;
    'config unset')
        options=$'--fields\t結果をこれらの項目だけの JSON で出力します。「help」で項目名を一覧表示します。\n'$options
        arguments=1
        ;;
    'config list')
        options=$'--fields\t結果をこれらの項目だけの JSON で出力します。「help」で項目名を一覧表示します。\n'$options
        ;;
    'config edit')
        options=$'--fields\t結果をこれらの項目だけの JSON で出力します。「help」で項目名を一覧表示します。\n'$options
        ;;
    'alias')
        commands=$'set\tコマンドラインに名前を付けます。\nlist\tエイリアスと割り当てられたコマンドを一覧表示します。\ndelete\tエイリアスを削除します。\n'
        options=$'--fields\t結果をこれらの項目だけの JSON で出力します。「help」で項目名を一覧表示します。\n'$options
        ;;
    'alias set')
        options=$'--fields\t結果をこれらの項目だけの JSON で出力します。「help」で項目名を一覧表示します。\n'$options
        arguments=2
        ;;
    'alias list')
        options=$'--fields\t結果をこれらの項目だけの JSON で出力します。「help」で項目名を一覧表示します。\n'$options
        ;;
    'alias delete')
        options=$'--fields\t結果をこれらの項目だけの JSON で出力します。「help」で項目名を一覧表示します。\n'$options
        arguments=1
        ;;
    'completion')
        commands=$'bash\tbash 用のスクリプトを出力します。\nzsh\tzsh 用のスクリプトを出力します。\nfish\tfish 用のスクリプトを出力します。\npowershell\tPowerShell 用のスクリプトを出力します。\ninstall\tシェルが読み込む場所にスクリプトを書き込み、ほかに必要な設定があれば表示します。\n'
        options=$'--fields\t結果をこれらの項目だけの JSON で出力します。「help」で項目名を一覧表示します。\n'$options
        ;;
    'completion bash')
        options=$'--fields\t結果をこれらの項目だけの JSON で出力します。「help」で項目名を一覧表示します。\n'$options
        ;;
    'completion zsh')
        options=$'--fields\t結果をこれらの項目だけの JSON で出力します。「help」で項目名を一覧表示します。\n'$options
        ;;
    'completion fish')
        options=$'--fields\t結果をこれらの項目だけの JSON で出力します。「help」で項目名を一覧表示します。\n'$options
        ;;
    'completion powershell')
        options=$'--fields\t結果をこれらの項目だけの JSON で出力します。「help」で項目名を一覧表示します。\n'$options
        ;;
    'completion install')
        options=$'--fields\t結果をこれらの項目だけの JSON で出力します。「help」で項目名を一覧表示します。\n'$options
        arguments=1
        ;;
    'diag')
        options=$'--fields\t結果をこれらの項目だけの JSON で出力します。「help」で項目名を一覧表示します。\n'$options
        ;;
    'sandbox')
        commands=$'serve\tブラウザーやほかのプログラムから使えるように、練習用ポータルを起動したままにします。\nreset\t練習用ポータルのチケットをすべて削除します。\n'
        options=$'--fields\t結果をこれらの項目だけの JSON で出力します。「help」で項目名を一覧表示します。\n'$options
        ;;
    'sandbox serve')
        options=$'--port\t待ち受けるポート。\n--staff-after\tサポートがチケットに回答するまでの時間。\n--fields\t結果をこれらの項目だけの JSON で出力します。「help」で項目名を一覧表示します。\n'$options
        ;;
    'sandbox reset')
        options=$'--yes\t確認しません。\n-y\t確認しません。\n--fields\t結果をこれらの項目だけの JSON で出力します。「help」で項目名を一覧表示します。\n'$options
        ;;
    'help')
        options=$'--man\tticket またはコマンドのマニュアルページを出力します。\n--fields\t結果をこれらの項目だけの JSON で出力します。「help」で項目名を一覧表示します。\n'$options
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
        kind=words list=$'editor\tメッセージを書くエディター。VISUAL、EDITOR より優先されます。\npager\t長い出力に使うページャー。PAGER より優先されます。「cat」で無効になります。\naccessible\t番号で答える簡単な質問だけにし、画面を書き換えません。スクリーンリーダー向け。\nbackground\t端末の背景色。light（明るい）または dark（暗い）。表示色の選択に使います。\nlanguage\t表示言語: en、ja、zh_TW。設定しない場合はロケールに従います。\nlimit\t「ticket list」で一覧表示する最大件数。\n'
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
        kind=words list=$'exit-codes\tコマンドの終了コードの意味。\nenvironment\t参照される環境変数。\nattachments\t添付できるファイルと添付の方法。\ndoors\tポータルへの接続経路: API と Web ページ。\nformatting\tスクリプト向けの出力: JSON、その一部、テンプレートによる整形。\naccessibility\tスクリーンリーダー、狭い画面、色のない端末での利用。\nsandbox\tアカウントなしで使える練習用ポータル。\nnew\tチケットを作成します。\nlist\tチケットを一覧表示します。\nshow\tチケットとすべてのやり取りを表示します。\nreply\tチケットに返信します。\nwatch\tチケットの新しいメッセージを届き次第表示します。\nwait\tチケットが回答またはクローズされるまで待ちます。\nclose\tチケットをクローズします。\nreopen\tクローズ済みのチケットを再オープンします。\ndownload\tチケットの添付ファイルを保存します。\ndepartments\tチケットを受け付ける部門を一覧表示します。\nservices\tアカウントのサービスを一覧表示します。\napi\tログインした状態でポータルの API を直接呼び出します。\ndrafts\t送信が確認されていない下書き: 一覧、表示、編集、送信、削除。\ntemplate\tメッセージのひな型となるテンプレート: 追加、一覧、表示、編集、削除。\nauth\tログインとログアウト、ポータルの対応機能の確認。\nconfig\t設定: 取得、変更、解除、一覧、編集。\nalias\t長いコマンドに付ける短い名前: 登録、一覧、削除。\ncompletion\tシェルでコマンド、名前、番号を補完できるようにします。\ndiag\tサポートへの問い合わせに必要な情報を、機密情報を除いて表示します。\nsandbox\t内蔵の練習用ポータル。\nhelp\texit-codes などのトピックを説明します。\n'
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
    [[ $1 == portals ]] && practice='練習用ポータル'
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
