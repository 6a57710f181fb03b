# Completions of `ticket` for PowerShell 5.1 and later. Made from its commands: do not edit.
#
# Names come from the program's cache on this machine (ticket __complete). Nothing here asks the network.

# Words, each with a tab and what it is behind: the options that every command takes.
$global:TicketOptions = @('--portal	The portal to use (or TICKET_PORTAL), or “sandbox”.', '--via	Use only the portal''s API, or only its web pages.', '--json	Answer in JSON.', '--jq	Answer with what jq makes of the JSON.', '--template	Answer with a text such as “{number}: {subject}”.', '--no-input	Never ask; fail where something is missing.', '--verbose	Tell the progress of long transfers in logs.', '--debug	Show each request and full errors, secrets blanked.', '--help	Show this message and exit.')

# What may follow each command: commands, options, and how many arguments.
$global:TicketCommands = @{
    '' = @{
        commands = @('new	Open a ticket.', 'list	List your tickets, newest first.', 'show	Show a ticket with its conversation.', 'reply	Answer a ticket.', 'watch	Show new messages of tickets as they come, until all of them are closed, or Ctrl-C.', 'wait	Wait until a ticket is answered or closed.', 'close	Close tickets. One that is closed already stays so.', 'reopen	Reopen closed tickets. One that is open already stays so.', 'download	Save a ticket''s attachments: all, or those named.', 'departments	List the departments that take tickets.', 'services	List the services of your account, which a ticket can be about.', 'api	Make any call of the portal''s API, signed in, and print the JSON as it comes.', 'drafts	What was typed and is not confirmed: list, show, edit, send, delete.', 'template	Texts to start messages from: add, list, show, edit, delete.', 'auth	Sign in and out, and see what a portal offers.', 'config	Your settings: get, set, unset, list, edit.', 'alias	Your own names for longer commands: set, list, delete.', 'completion	Let your shell complete commands, options, and the names and numbers that the portal showed you.', 'diag	Tell what a support request needs to know: versions, folders, settings, portals.', 'sandbox	The embedded practice portal: a stand-in for a real one, for a first try and for tests.', 'help	Explain a topic, or a command.')
        options = @('--version	Print the version and exit.', '--fields	Answer in JSON with only these fields; “help” lists them.')
        arguments = 0; many = $false
    }
    'new' = @{
        commands = @()
        options = @('--dept	Department: name, unique prefix or id.', '--department	Department: name, unique prefix or id.', '-d	Department: name, unique prefix or id.', '--subject	Subject.', '-s	Subject.', '--message	Message.', '-m	Message.', '--message-file	Read the message from a file; - is stdin.', '--editor	Write the message in the editor.', '-e	Write the message in the editor.', '--message-template	Start the message from this: see ticket template.', '--service	Related service: name, unique prefix or id.', '--cc	Also notify; again or with commas for several.', '--attach	Attach a file or what a pattern matches.', '-a	Attach a file or what a pattern matches.', '--attach-clipboard	Attach the picture in the clipboard.', '--zip	Zip folders, and files of a kind the portal does not take.', '--encrypt	Have the portal keep it encrypted.', '--urgent	Put [URGENT] before the subject.', '--impact	With --urgent: what is affected.', '--contact	With --urgent: how to reach you.', '--priority	Priority, where the department takes one.', '--dry-run	Check everything, send nothing.', '--yes	Ask only for what must be there; send without a review.', '-y	Ask only for what must be there; send without a review.', '--recover	Take up a draft that was kept.', '--from	Read tickets from YAML, JSON, JSON Lines or Markdown; - is stdin.', '--again	With --from: create also what was created from it before.', '--fields	Answer in JSON with only these fields; “help” lists them.')
        arguments = 0; many = $false
    }
    'list' = @{
        commands = @()
        options = @('--state	Open means: everything that is not closed. Or a status by its name.', '-s	Open means: everything that is not closed. Or a status by its name.', '--department	Only this department''s tickets.', '--dept	Only this department''s tickets.', '-d	Only this department''s tickets.', '--search	Only tickets with this text in the subject.', '-S	Only tickets with this text in the subject.', '--awaiting	Only tickets in which you, or the staff, have to write next.', '--updated	Only those changed then: -7d, 2026-11-01, 2026-11-01..2026-11-10.', '--created	Only those opened then.', '--columns	The columns to show, in this order.', '--sort	Sort by a column, such as updated or created.', '--limit	How many to list at most (30).', '-L	How many to list at most (30).', '--all	List them all, however many there are.', '-a	List them all, however many there are.', '--fields	Answer in JSON with only these fields; “help” lists them.')
        arguments = 0; many = $false
    }
    'show' = @{
        commands = @()
        options = @('--web	Show it in the browser instead.', '-w	Show it in the browser instead.', '--last	Only the last N messages.', '-n	Only the last N messages.', '--since	Only messages since then: -2d, -3h, 2026-11-01.', '--raw	Messages as the portal has them: quotations and HTML whole.', '--fields	Answer in JSON with only these fields; “help” lists them.')
        arguments = 1; many = $false
    }
    'reply' = @{
        commands = @()
        options = @('--message	Message.', '-m	Message.', '--message-file	Read the message from a file; - is stdin.', '--editor	Write the message in the editor.', '-e	Write the message in the editor.', '--attach	Attach a file or what a pattern matches.', '-a	Attach a file or what a pattern matches.', '--attach-clipboard	Attach the picture in the clipboard.', '--zip	Zip folders, and files of a kind the portal does not take.', '--encrypt	Have the portal keep it encrypted.', '--close	Close the ticket afterwards.', '--reopen	Reopen the ticket first if it is closed.', '--dry-run	Check everything, send nothing.', '--yes	Ask only for what must be there; send without a review.', '-y	Ask only for what must be there; send without a review.', '--recover	Take up a draft that was kept.', '--fields	Answer in JSON with only these fields; “help” lists them.')
        arguments = 1; many = $false
    }
    'watch' = @{
        commands = @()
        options = @('--exec	Run this, with the message as JSON on its standard input.', '--notify	Raise a notice on the desktop as well.', '--fields	Answer in JSON with only these fields; “help” lists them.')
        arguments = 1; many = $true
    }
    'wait' = @{
        commands = @()
        options = @('--for	The staff wrote last; or it is closed; or the staff writes from now on.', '--timeout	Give up after that long, such as 90s, 15m or 2h.', '--exec	Run this, with the message as JSON on its standard input.', '--notify	Raise a notice on the desktop as well.', '--fields	Answer in JSON with only these fields; “help” lists them.')
        arguments = 1; many = $false
    }
    'close' = @{
        commands = @()
        options = @('--fields	Answer in JSON with only these fields; “help” lists them.')
        arguments = 1; many = $true
    }
    'reopen' = @{
        commands = @()
        options = @('--fields	Answer in JSON with only these fields; “help” lists them.')
        arguments = 1; many = $true
    }
    'download' = @{
        commands = @()
        options = @('--dir	The folder to save in; it is made if there is none.', '-D	The folder to save in; it is made if there is none.', '--force	Replace files that exist.', '-f	Replace files that exist.', '--fields	Answer in JSON with only these fields; “help” lists them.')
        arguments = 2; many = $true
    }
    'departments' = @{
        commands = @()
        options = @('--fields	Answer in JSON with only these fields; “help” lists them.')
        arguments = 0; many = $false
    }
    'services' = @{
        commands = @()
        options = @('--fields	Answer in JSON with only these fields; “help” lists them.')
        arguments = 0; many = $false
    }
    'api' = @{
        commands = @()
        options = @('--field	A value to send; again for several.', '-f	A value to send; again for several.', '--paginate	Go through all pages; each is printed as it comes.', '--fields	Answer in JSON with only these fields; “help” lists them.')
        arguments = 2; many = $false
    }
    'drafts' = @{
        commands = @('list	List the drafts, oldest first.', 'show	Show a draft, whole.', 'edit	Change a draft''s message in your editor.', 'send	Send a draft as it is.', 'delete	Delete drafts for good. Nothing at the portal changes.')
        options = @('--fields	Answer in JSON with only these fields; “help” lists them.')
        arguments = 0; many = $false
    }
    'drafts list' = @{
        commands = @()
        options = @('--fields	Answer in JSON with only these fields; “help” lists them.')
        arguments = 0; many = $false
    }
    'drafts show' = @{
        commands = @()
        options = @('--fields	Answer in JSON with only these fields; “help” lists them.')
        arguments = 1; many = $false
    }
    'drafts edit' = @{
        commands = @()
        options = @('--fields	Answer in JSON with only these fields; “help” lists them.')
        arguments = 1; many = $false
    }
    'drafts send' = @{
        commands = @()
        options = @('--yes	Send also where it may have arrived already.', '-y	Send also where it may have arrived already.', '--zip	Zip folders, and files of a kind the portal does not take.', '--fields	Answer in JSON with only these fields; “help” lists them.')
        arguments = 1; many = $false
    }
    'drafts delete' = @{
        commands = @()
        options = @('--yes	Delete without asking.', '-y	Delete without asking.', '--fields	Answer in JSON with only these fields; “help” lists them.')
        arguments = 1; many = $true
    }
    'template' = @{
        commands = @('add	Add a template. Without a text, it is written in the editor.', 'list	List the templates.', 'show	Print a template.', 'edit	Change a template in your editor.', 'delete	Delete a template.')
        options = @('--fields	Answer in JSON with only these fields; “help” lists them.')
        arguments = 0; many = $false
    }
    'template add' = @{
        commands = @()
        options = @('--department	For this department only.', '--dept	For this department only.', '-d	For this department only.', '--message	The text.', '-m	The text.', '--message-file	Read the text from a file; - is stdin.', '--fields	Answer in JSON with only these fields; “help” lists them.')
        arguments = 1; many = $false
    }
    'template list' = @{
        commands = @()
        options = @('--fields	Answer in JSON with only these fields; “help” lists them.')
        arguments = 0; many = $false
    }
    'template show' = @{
        commands = @()
        options = @('--department	For this department only.', '--dept	For this department only.', '-d	For this department only.', '--fields	Answer in JSON with only these fields; “help” lists them.')
        arguments = 1; many = $false
    }
    'template edit' = @{
        commands = @()
        options = @('--department	For this department only.', '--dept	For this department only.', '-d	For this department only.', '--fields	Answer in JSON with only these fields; “help” lists them.')
        arguments = 1; many = $false
    }
    'template delete' = @{
        commands = @()
        options = @('--department	For this department only.', '--dept	For this department only.', '-d	For this department only.', '--yes	Do not ask.', '-y	Do not ask.', '--fields	Answer in JSON with only these fields; “help” lists them.')
        arguments = 1; many = $false
    }
    'auth' = @{
        commands = @('login	Sign in to a portal, and remember it.', 'status	Show each portal: who is signed in, whether that still works, and what it offers.', 'logout	Sign out of a portal, and remove its secrets from this machine.', 'switch	Choose the portal that commands use.')
        options = @('--fields	Answer in JSON with only these fields; “help” lists them.')
        arguments = 0; many = $false
    }
    'auth login' = @{
        commands = @()
        options = @('--username	The account''s e-mail address.', '-u	The account''s e-mail address.', '--password-stdin	Read the password from standard input.', '--token-stdin	Read a personal access token from standard input.', '--insecure-storage	Keep secrets in a file (mode 0600), where there is no keyring.', '--name	What to call this portal here.', '--ca-file	Certificates (PEM) to trust for this portal.', '--fields	Answer in JSON with only these fields; “help” lists them.')
        arguments = 1; many = $false
    }
    'auth status' = @{
        commands = @()
        options = @('--offline	Show what is known, without asking any portal.', '--fields	Answer in JSON with only these fields; “help” lists them.')
        arguments = 0; many = $false
    }
    'auth logout' = @{
        commands = @()
        options = @('--fields	Answer in JSON with only these fields; “help” lists them.')
        arguments = 1; many = $false
    }
    'auth switch' = @{
        commands = @()
        options = @('--fields	Answer in JSON with only these fields; “help” lists them.')
        arguments = 1; many = $false
    }
    'config' = @{
        commands = @('get	Print what a setting is, or its default; nothing where it has none.', 'set	Change a setting.', 'unset	Have a setting''s default hold again.', 'list	List all settings, what they are, and what they are for.', 'edit	Change config.toml in your editor. What cannot be read is not put in its place.')
        options = @('--fields	Answer in JSON with only these fields; “help” lists them.')
        arguments = 0; many = $false
    }
    'config get' = @{
        commands = @()
        options = @('--fields	Answer in JSON with only these fields; “help” lists them.')
        arguments = 1; many = $false
    }
    'config set' = @{
        commands = @()
        options = @('--fields	Answer in JSON with only these fields; “help” lists them.')
        arguments = 2; many = $false
    }
    'config unset' = @{
        commands = @()
        options = @('--fields	Answer in JSON with only these fields; “help” lists them.')
        arguments = 1; many = $false
    }
    'config list' = @{
        commands = @()
        options = @('--fields	Answer in JSON with only these fields; “help” lists them.')
        arguments = 0; many = $false
    }
    'config edit' = @{
        commands = @()
        options = @('--fields	Answer in JSON with only these fields; “help” lists them.')
        arguments = 0; many = $false
    }
    'alias' = @{
        commands = @('set	Give a command line a name.', 'list	List the aliases and what they stand for.', 'delete	Drop an alias.')
        options = @('--fields	Answer in JSON with only these fields; “help” lists them.')
        arguments = 0; many = $false
    }
    'alias set' = @{
        commands = @()
        options = @('--fields	Answer in JSON with only these fields; “help” lists them.')
        arguments = 2; many = $false
    }
    'alias list' = @{
        commands = @()
        options = @('--fields	Answer in JSON with only these fields; “help” lists them.')
        arguments = 0; many = $false
    }
    'alias delete' = @{
        commands = @()
        options = @('--fields	Answer in JSON with only these fields; “help” lists them.')
        arguments = 1; many = $false
    }
    'completion' = @{
        commands = @('bash	Print the script for bash.', 'zsh	Print the script for zsh.', 'fish	Print the script for fish.', 'powershell	Print the script for PowerShell.', 'install	Write the script where your shell looks for it, and say what else it needs, if anything.')
        options = @('--fields	Answer in JSON with only these fields; “help” lists them.')
        arguments = 0; many = $false
    }
    'completion bash' = @{
        commands = @()
        options = @('--fields	Answer in JSON with only these fields; “help” lists them.')
        arguments = 0; many = $false
    }
    'completion zsh' = @{
        commands = @()
        options = @('--fields	Answer in JSON with only these fields; “help” lists them.')
        arguments = 0; many = $false
    }
    'completion fish' = @{
        commands = @()
        options = @('--fields	Answer in JSON with only these fields; “help” lists them.')
        arguments = 0; many = $false
    }
    'completion powershell' = @{
        commands = @()
        options = @('--fields	Answer in JSON with only these fields; “help” lists them.')
        arguments = 0; many = $false
    }
    'completion install' = @{
        commands = @()
        options = @('--fields	Answer in JSON with only these fields; “help” lists them.')
        arguments = 1; many = $false
    }
    'diag' = @{
        commands = @()
        options = @('--fields	Answer in JSON with only these fields; “help” lists them.')
        arguments = 0; many = $false
    }
    'sandbox' = @{
        commands = @('serve	Keep the practice portal running, for a browser and for other programs.', 'reset	Forget all tickets of the practice portal.')
        options = @('--fields	Answer in JSON with only these fields; “help” lists them.')
        arguments = 0; many = $false
    }
    'sandbox serve' = @{
        commands = @()
        options = @('--port	Port to serve on.', '--staff-after	How long the staff takes to answer a ticket.', '--fields	Answer in JSON with only these fields; “help” lists them.')
        arguments = 0; many = $false
    }
    'sandbox reset' = @{
        commands = @()
        options = @('--yes	Do not ask.', '-y	Do not ask.', '--fields	Answer in JSON with only these fields; “help” lists them.')
        arguments = 0; many = $false
    }
    'help' = @{
        commands = @()
        options = @('--man	Print the manual page of ticket, or of a command.', '--fields	Answer in JSON with only these fields; “help” lists them.')
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
    $TicketValues[$place] = @{ kind = 'words'; words = @('editor	The editor for messages; goes before VISUAL and EDITOR.', 'pager	The pager for long answers; goes before PAGER. “cat”: none.', 'accessible	Plain numbered questions, and nothing that moves: for screen readers.', 'background	The terminal''s background: light or dark, to choose colours by.', 'language	The language to speak: en, ja or zh_TW; else your locale''s.', 'limit	How many tickets “ticket list” lists at most.') }
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
    $TicketValues[$place] = @{ kind = 'words'; words = @('exit-codes	What the number means that a command ends with.', 'environment	Environment variables that are read.', 'attachments	Which files can be attached, and how.', 'doors	How the portal is reached: its API and its web pages.', 'formatting	Answers for scripts: JSON, parts of it, and texts made from it.', 'accessibility	For screen readers, narrow windows, and terminals without colour.', 'sandbox	The practice portal, which needs no account.', 'new	Open a ticket.', 'list	List your tickets.', 'show	Show a ticket with its whole conversation.', 'reply	Answer a ticket.', 'watch	Show new messages of tickets as they come.', 'wait	Wait until a ticket is answered or closed.', 'close	Close tickets.', 'reopen	Reopen closed tickets.', 'download	Save a ticket''s attachments.', 'departments	List the departments that take tickets.', 'services	List the services of your account.', 'api	Make any call of the portal''s API, signed in.', 'drafts	What was typed and is not confirmed: list, show, edit, send, delete.', 'template	Texts to start messages from: add, list, show, edit, delete.', 'auth	Sign in and out, and see what a portal offers.', 'config	Your settings: get, set, unset, list, edit.', 'alias	Your own names for longer commands: set, list, delete.', 'completion	Let your shell complete commands, names and numbers.', 'diag	Tell what a support request needs to know, without secrets.', 'sandbox	The embedded practice portal.', 'help	Explain a topic, such as exit-codes.') }
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
