# Completions of `ticket` for bash. Made from its commands: do not edit.
#
# Names come from files in the cache, one a line, with a tab and a description behind; the program
# is started only for what they do not hold (ticket __complete). Nothing here asks the network.

# What may follow the command $1: `commands`, `options`, and how many `arguments`.
_ticket_command() {
    options=$'--portal\tThe portal to use (or TICKET_PORTAL), or “sandbox”.\n--via\tUse only the portal\'s API, or only its web pages.\n--json\tAnswer in JSON.\n--jq\tAnswer with what jq makes of the JSON.\n--template\tAnswer with a text such as “{number}: {subject}”.\n--no-input\tNever ask; fail where something is missing.\n--verbose\tTell the progress of long transfers in logs.\n--debug\tShow each request and full errors, secrets blanked.\n--help\tShow this message and exit.\n'
    commands='' arguments=0 many=''
    case $1 in
    '')
        commands=$'new\tOpen a ticket.\nlist\tList your tickets, newest first.\nshow\tShow a ticket with its conversation.\nreply\tAnswer a ticket.\nwatch\tShow new messages of tickets as they come, until all of them are closed, or Ctrl-C.\nwait\tWait until a ticket is answered or closed.\nclose\tClose tickets. One that is closed already stays so.\nreopen\tReopen closed tickets. One that is open already stays so.\ndownload\tSave a ticket\'s attachments: all, or those named.\ndepartments\tList the departments that take tickets.\nservices\tList the services of your account, which a ticket can be about.\napi\tMake any call of the portal\'s API, signed in, and print the JSON as it comes.\ndrafts\tWhat was typed and is not confirmed: list, show, edit, send, delete.\ntemplate\tTexts to start messages from: add, list, show, edit, delete.\nauth\tSign in and out, and see what a portal offers.\nconfig\tYour settings: get, set, unset, list, edit.\nalias\tYour own names for longer commands: set, list, delete.\ncompletion\tLet your shell complete commands, options, and the names and numbers that the portal showed you.\ndiag\tTell what a support request needs to know: versions, folders, settings, portals.\nsandbox\tThe embedded practice portal: a stand-in for a real one, for a first try and for tests.\nhelp\tExplain a topic, or a command.\n'
        options=$'--version\tPrint the version and exit.\n--fields\tAnswer in JSON with only these fields; “help” lists them.\n'$options
        ;;
    'new')
        options=$'--dept\tDepartment: name, unique prefix or id.\n--department\tDepartment: name, unique prefix or id.\n-d\tDepartment: name, unique prefix or id.\n--subject\tSubject.\n-s\tSubject.\n--message\tMessage.\n-m\tMessage.\n--message-file\tRead the message from a file; - is stdin.\n--editor\tWrite the message in the editor.\n-e\tWrite the message in the editor.\n--message-template\tStart the message from this: see ticket template.\n--service\tRelated service: name, unique prefix or id.\n--cc\tAlso notify; again or with commas for several.\n--attach\tAttach a file or what a pattern matches.\n-a\tAttach a file or what a pattern matches.\n--attach-clipboard\tAttach the picture in the clipboard.\n--zip\tZip folders, and files of a kind the portal does not take.\n--encrypt\tHave the portal keep it encrypted.\n--urgent\tPut [URGENT] before the subject.\n--impact\tWith --urgent: what is affected.\n--contact\tWith --urgent: how to reach you.\n--priority\tPriority, where the department takes one.\n--dry-run\tCheck everything, send nothing.\n--yes\tAsk only for what must be there; send without a review.\n-y\tAsk only for what must be there; send without a review.\n--recover\tTake up a draft that was kept.\n--from\tRead tickets from YAML, JSON, JSON Lines or Markdown; - is stdin.\n--again\tWith --from: create also what was created from it before.\n--fields\tAnswer in JSON with only these fields; “help” lists them.\n'$options
        ;;
    'list')
        options=$'--state\tOpen means: everything that is not closed. Or a status by its name.\n-s\tOpen means: everything that is not closed. Or a status by its name.\n--department\tOnly this department\'s tickets.\n--dept\tOnly this department\'s tickets.\n-d\tOnly this department\'s tickets.\n--search\tOnly tickets with this text in the subject.\n-S\tOnly tickets with this text in the subject.\n--awaiting\tOnly tickets in which you, or the staff, have to write next.\n--updated\tOnly those changed then: -7d, 2026-11-01, 2026-11-01..2026-11-10.\n--created\tOnly those opened then.\n--columns\tThe columns to show, in this order.\n--sort\tSort by a column, such as updated or created.\n--limit\tHow many to list at most (30).\n-L\tHow many to list at most (30).\n--all\tList them all, however many there are.\n-a\tList them all, however many there are.\n--fields\tAnswer in JSON with only these fields; “help” lists them.\n'$options
        ;;
    'show')
        options=$'--web\tShow it in the browser instead.\n-w\tShow it in the browser instead.\n--last\tOnly the last N messages.\n-n\tOnly the last N messages.\n--since\tOnly messages since then: -2d, -3h, 2026-11-01.\n--raw\tMessages as the portal has them: quotations and HTML whole.\n--fields\tAnswer in JSON with only these fields; “help” lists them.\n'$options
        arguments=1
        ;;
    'reply')
        options=$'--message\tMessage.\n-m\tMessage.\n--message-file\tRead the message from a file; - is stdin.\n--editor\tWrite the message in the editor.\n-e\tWrite the message in the editor.\n--attach\tAttach a file or what a pattern matches.\n-a\tAttach a file or what a pattern matches.\n--attach-clipboard\tAttach the picture in the clipboard.\n--zip\tZip folders, and files of a kind the portal does not take.\n--encrypt\tHave the portal keep it encrypted.\n--close\tClose the ticket afterwards.\n--reopen\tReopen the ticket first if it is closed.\n--dry-run\tCheck everything, send nothing.\n--yes\tAsk only for what must be there; send without a review.\n-y\tAsk only for what must be there; send without a review.\n--recover\tTake up a draft that was kept.\n--fields\tAnswer in JSON with only these fields; “help” lists them.\n'$options
        arguments=1
        ;;
    'watch')
        options=$'--exec\tRun this, with the message as JSON on its standard input.\n--notify\tRaise a notice on the desktop as well.\n--fields\tAnswer in JSON with only these fields; “help” lists them.\n'$options
        arguments=1 many=1
        ;;
    'wait')
        options=$'--for\tThe staff wrote last; or it is closed; or the staff writes from now on.\n--timeout\tGive up after that long, such as 90s, 15m or 2h.\n--exec\tRun this, with the message as JSON on its standard input.\n--notify\tRaise a notice on the desktop as well.\n--fields\tAnswer in JSON with only these fields; “help” lists them.\n'$options
        arguments=1
        ;;
    'close')
        options=$'--fields\tAnswer in JSON with only these fields; “help” lists them.\n'$options
        arguments=1 many=1
        ;;
    'reopen')
        options=$'--fields\tAnswer in JSON with only these fields; “help” lists them.\n'$options
        arguments=1 many=1
        ;;
    'download')
        options=$'--dir\tThe folder to save in; it is made if there is none.\n-D\tThe folder to save in; it is made if there is none.\n--force\tReplace files that exist.\n-f\tReplace files that exist.\n--fields\tAnswer in JSON with only these fields; “help” lists them.\n'$options
        arguments=2 many=1
        ;;
    'departments')
        options=$'--fields\tAnswer in JSON with only these fields; “help” lists them.\n'$options
        ;;
    'services')
        options=$'--fields\tAnswer in JSON with only these fields; “help” lists them.\n'$options
        ;;
    'api')
        options=$'--field\tA value to send; again for several.\n-f\tA value to send; again for several.\n--paginate\tGo through all pages; each is printed as it comes.\n--fields\tAnswer in JSON with only these fields; “help” lists them.\n'$options
        arguments=2
        ;;
    'drafts')
        commands=$'list\tList the drafts, oldest first.\nshow\tShow a draft, whole.\nedit\tChange a draft\'s message in your editor.\nsend\tSend a draft as it is.\ndelete\tDelete drafts for good. Nothing at the portal changes.\n'
        options=$'--fields\tAnswer in JSON with only these fields; “help” lists them.\n'$options
        ;;
    'drafts list')
        options=$'--fields\tAnswer in JSON with only these fields; “help” lists them.\n'$options
        ;;
    'drafts show')
        options=$'--fields\tAnswer in JSON with only these fields; “help” lists them.\n'$options
        arguments=1
        ;;
    'drafts edit')
        options=$'--fields\tAnswer in JSON with only these fields; “help” lists them.\n'$options
        arguments=1
        ;;
    'drafts send')
        options=$'--yes\tSend also where it may have arrived already.\n-y\tSend also where it may have arrived already.\n--zip\tZip folders, and files of a kind the portal does not take.\n--fields\tAnswer in JSON with only these fields; “help” lists them.\n'$options
        arguments=1
        ;;
    'drafts delete')
        options=$'--yes\tDelete without asking.\n-y\tDelete without asking.\n--fields\tAnswer in JSON with only these fields; “help” lists them.\n'$options
        arguments=1 many=1
        ;;
    'template')
        commands=$'add\tAdd a template. Without a text, it is written in the editor.\nlist\tList the templates.\nshow\tPrint a template.\nedit\tChange a template in your editor.\ndelete\tDelete a template.\n'
        options=$'--fields\tAnswer in JSON with only these fields; “help” lists them.\n'$options
        ;;
    'template add')
        options=$'--department\tFor this department only.\n--dept\tFor this department only.\n-d\tFor this department only.\n--message\tThe text.\n-m\tThe text.\n--message-file\tRead the text from a file; - is stdin.\n--fields\tAnswer in JSON with only these fields; “help” lists them.\n'$options
        arguments=1
        ;;
    'template list')
        options=$'--fields\tAnswer in JSON with only these fields; “help” lists them.\n'$options
        ;;
    'template show')
        options=$'--department\tFor this department only.\n--dept\tFor this department only.\n-d\tFor this department only.\n--fields\tAnswer in JSON with only these fields; “help” lists them.\n'$options
        arguments=1
        ;;
    'template edit')
        options=$'--department\tFor this department only.\n--dept\tFor this department only.\n-d\tFor this department only.\n--fields\tAnswer in JSON with only these fields; “help” lists them.\n'$options
        arguments=1
        ;;
    'template delete')
        options=$'--department\tFor this department only.\n--dept\tFor this department only.\n-d\tFor this department only.\n--yes\tDo not ask.\n-y\tDo not ask.\n--fields\tAnswer in JSON with only these fields; “help” lists them.\n'$options
        arguments=1
        ;;
    'auth')
        commands=$'login\tSign in to a portal, and remember it.\nstatus\tShow each portal: who is signed in, whether that still works, and what it offers.\nlogout\tSign out of a portal, and remove its secrets from this machine.\nswitch\tChoose the portal that commands use.\n'
        options=$'--fields\tAnswer in JSON with only these fields; “help” lists them.\n'$options
        ;;
    'auth login')
        options=$'--username\tThe account\'s e-mail address.\n-u\tThe account\'s e-mail address.\n--password-stdin\tRead the password from standard input.\n--token-stdin\tRead a personal access token from standard input.\n--insecure-storage\tKeep secrets in a file (mode 0600), where there is no keyring.\n--name\tWhat to call this portal here.\n--ca-file\tCertificates (PEM) to trust for this portal.\n--fields\tAnswer in JSON with only these fields; “help” lists them.\n'$options
        arguments=1
        ;;
    'auth status')
        options=$'--offline\tShow what is known, without asking any portal.\n--fields\tAnswer in JSON with only these fields; “help” lists them.\n'$options
        ;;
    'auth logout')
        options=$'--fields\tAnswer in JSON with only these fields; “help” lists them.\n'$options
        arguments=1
        ;;
    'auth switch')
        options=$'--fields\tAnswer in JSON with only these fields; “help” lists them.\n'$options
        arguments=1
        ;;
    'config')
        commands=$'get\tPrint what a setting is, or its default; nothing where it has none.\nset\tChange a setting.\nunset\tHave a setting\'s default hold again.\nlist\tList all settings, what they are, and what they are for.\nedit\tChange config.toml in your editor. What cannot be read is not put in its place.\n'
        options=$'--fields\tAnswer in JSON with only these fields; “help” lists them.\n'$options
        ;;
    'config get')
        options=$'--fields\tAnswer in JSON with only these fields; “help” lists them.\n'$options
        arguments=1
        ;;
    'config set')
        options=$'--fields\tAnswer in JSON with only these fields; “help” lists them.\n'$options
        arguments=2
        ;;
    'config unset')
        options=$'--fields\tAnswer in JSON with only these fields; “help” lists them.\n'$options
        arguments=1
        ;;
    'config list')
        options=$'--fields\tAnswer in JSON with only these fields; “help” lists them.\n'$options
        ;;
    'config edit')
        options=$'--fields\tAnswer in JSON with only these fields; “help” lists them.\n'$options
        ;;
    'alias')
        commands=$'set\tGive a command line a name.\nlist\tList the aliases and what they stand for.\ndelete\tDrop an alias.\n'
        options=$'--fields\tAnswer in JSON with only these fields; “help” lists them.\n'$options
        ;;
    'alias set')
        options=$'--fields\tAnswer in JSON with only these fields; “help” lists them.\n'$options
        arguments=2
        ;;
    'alias list')
        options=$'--fields\tAnswer in JSON with only these fields; “help” lists them.\n'$options
        ;;
    'alias delete')
        options=$'--fields\tAnswer in JSON with only these fields; “help” lists them.\n'$options
        arguments=1
        ;;
    'completion')
        commands=$'bash\tPrint the script for bash.\nzsh\tPrint the script for zsh.\nfish\tPrint the script for fish.\npowershell\tPrint the script for PowerShell.\ninstall\tWrite the script where your shell looks for it, and say what else it needs, if anything.\n'
        options=$'--fields\tAnswer in JSON with only these fields; “help” lists them.\n'$options
        ;;
    'completion bash')
        options=$'--fields\tAnswer in JSON with only these fields; “help” lists them.\n'$options
        ;;
    'completion zsh')
        options=$'--fields\tAnswer in JSON with only these fields; “help” lists them.\n'$options
        ;;
    'completion fish')
        options=$'--fields\tAnswer in JSON with only these fields; “help” lists them.\n'$options
        ;;
    'completion powershell')
        options=$'--fields\tAnswer in JSON with only these fields; “help” lists them.\n'$options
        ;;
    'completion install')
        options=$'--fields\tAnswer in JSON with only these fields; “help” lists them.\n'$options
        arguments=1
        ;;
    'diag')
        options=$'--fields\tAnswer in JSON with only these fields; “help” lists them.\n'$options
        ;;
    'sandbox')
        commands=$'serve\tKeep the practice portal running, for a browser and for other programs.\nreset\tForget all tickets of the practice portal.\n'
        options=$'--fields\tAnswer in JSON with only these fields; “help” lists them.\n'$options
        ;;
    'sandbox serve')
        options=$'--port\tPort to serve on.\n--staff-after\tHow long the staff takes to answer a ticket.\n--fields\tAnswer in JSON with only these fields; “help” lists them.\n'$options
        ;;
    'sandbox reset')
        options=$'--yes\tDo not ask.\n-y\tDo not ask.\n--fields\tAnswer in JSON with only these fields; “help” lists them.\n'$options
        ;;
    'help')
        options=$'--man\tPrint the manual page of ticket, or of a command.\n--fields\tAnswer in JSON with only these fields; “help” lists them.\n'$options
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
        kind=words list=$'editor\tThe editor for messages; goes before VISUAL and EDITOR.\npager\tThe pager for long answers; goes before PAGER. “cat”: none.\naccessible\tPlain numbered questions, and nothing that moves: for screen readers.\nbackground\tThe terminal\'s background: light or dark, to choose colours by.\nlanguage\tThe language to speak: en, ja or zh_TW; else your locale\'s.\nlimit\tHow many tickets “ticket list” lists at most.\n'
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
        kind=words list=$'exit-codes\tWhat the number means that a command ends with.\nenvironment\tEnvironment variables that are read.\nattachments\tWhich files can be attached, and how.\ndoors\tHow the portal is reached: its API and its web pages.\nformatting\tAnswers for scripts: JSON, parts of it, and texts made from it.\naccessibility\tFor screen readers, narrow windows, and terminals without colour.\nsandbox\tThe practice portal, which needs no account.\nnew\tOpen a ticket.\nlist\tList your tickets.\nshow\tShow a ticket with its whole conversation.\nreply\tAnswer a ticket.\nwatch\tShow new messages of tickets as they come.\nwait\tWait until a ticket is answered or closed.\nclose\tClose tickets.\nreopen\tReopen closed tickets.\ndownload\tSave a ticket\'s attachments.\ndepartments\tList the departments that take tickets.\nservices\tList the services of your account.\napi\tMake any call of the portal\'s API, signed in.\ndrafts\tWhat was typed and is not confirmed: list, show, edit, send, delete.\ntemplate\tTexts to start messages from: add, list, show, edit, delete.\nauth\tSign in and out, and see what a portal offers.\nconfig\tYour settings: get, set, unset, list, edit.\nalias\tYour own names for longer commands: set, list, delete.\ncompletion\tLet your shell complete commands, names and numbers.\ndiag\tTell what a support request needs to know, without secrets.\nsandbox\tThe embedded practice portal.\nhelp\tExplain a topic, such as exit-codes.\n'
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
    [[ $1 == portals ]] && practice='the practice portal'
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
