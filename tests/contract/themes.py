"""The client-area themes: the markup of their pages, after hostbill.md's "Themes", "Ticket" and "List".

Each is a set of templates. What the document says of a theme holds here; what it leaves open is made up,
differently for each, so that nobody can lean on it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

Name = Literal[
    "2019", "default", "nextgen_clean", "nextgen", "flatui", "fullpanel", "sidepadtheme", "metrobill",
    "modernpanel",
]  # fmt: skip
Opening = Literal["t", "r", "none", "repeats"]
Line = Literal["beside", "button", "label", "apart"]
"""Where the extension line stands: beside the file input, behind a button with dots, in the input's own
label, or as words and list in two elements."""


@dataclass(frozen=True)
class Theme:
    """`opening`: the id of the opening message's text: #tID, #rID, none at all, or the last reply's.

    `sides` are the classes of a customer's and a staff's message; `locks` whether an encrypted message is
    marked; `unread` how the list marks a ticket with news ("" where it does not); `clock` whether a
    message's date has a time; `infos` whether boxes for errors and notices stand on every page, empty.
    """

    ticket: str
    message: str
    files: str
    file: str
    lock: str
    list: str
    row: str
    empty: str
    created: str
    sides: tuple[str, str]
    opening: Opening
    oldest_first: bool = False
    unread: Literal["", "strong", "bold"] = "strong"
    clock: bool = True
    infos: bool = True
    form: Literal["groups", "table", "fieldset"] = "table"
    line: Line = "button"

    @property
    def marks_staff(self) -> bool:
        return self.sides[0] != self.sides[1]


_LIST = """<div class="section"><h2>{tickets}</h2><p>{about}</p>
<div class="ribbon"><a href="{new}" class="btn">{create}</a></div>{archive}</div>"""
_ARCHIVE = """<h3>{tickets} <span class="badge open">3</span> <span class="badge">1</span></h3>
<form action="" method="post" id="testform"><a href="{here}" id="currentlist" style="display:none"></a>
<table class="table table-striped"><tbody><tr><th><a href="{here}&amp;orderby=status|ASC">{status}</a></th>
<th><a href="{here}&amp;orderby=subject|ASC">{subject}</a></th><th>{department}</th><th>{date}</th></tr>
</tbody><tbody id="updater">{rows}</tbody></table>{pager}{hidden}</form>"""
_CREATED = """<div class="box"><div class="box_header">{created} <a href="{link}">#{number}</a></div>
<div class="alert alert-info">{created_text}</div><a href="{link}" class="btn">{view}</a>
<a href="{home}" class="btn">{back}</a></div>"""
_NOTHING = "<h3>{none}</h3>"

_BYLINE = """<div class="com-con"><div class="{side}"><div class="avatar"><span class="iconfont-user"></span>
</div>
<div class="byline"{staff_title}><strong>{author}</strong> {moment} {lock}</div>
<a class="quoter" title="Quote" onclick="return quoteTicket('{body}');"><i class="icon-share"></i></a>
<div class="clear"></div><div class="comment"><div{id}>{text}</div>{files}</div></div></div>
"""
_ROWS = """<div class="side"><p><i class="icon-tag"></i> {status} <b>{status_word}</b></p>
<p><i class="icon-folder"></i> {department} <b>{dept}</b></p>
<p><i class="icon-time"></i> {date} <b>{moment}</b></p></div>"""
_NEXTGEN = Theme(
    ticket="""<div class="head"><span>{ticket}</span> #{number}
<h2>{folded}</h2><a class="back" href="{here}"><i class="icon-left"></i></a></div>
<div class="row">"""
    + _ROWS
    + """{state}<div class="right">{answer}<div class="p19">{replies_head}{messages}</div></div></div>""",
    message=_BYLINE,
    files="<br /><strong>{attachments}</strong><br />{each}",
    file='<a href="{href} " class="attach3">{name}</a><br />',
    lock='<small class="red">{encrypted}</small>',
    list=_LIST,
    row="""<tr class="even"><td><span class="label label-{class}">{word}</span></td>
<td>{strong}<a href="{link}">{wrapped}</a>{weak}</td><td>{dept}</td><td>{moment}</td></tr>""",
    empty=_NOTHING,
    created=_CREATED,
    sides=("cticket", "aticket"),
    opening="t",
)

_TABLE = """<div><table width="100%" class="{side}"><tbody><tr class="heade">
<td><strong>{author}</strong></td><td align="right">{moment}</td></tr>
<tr><td colspan="2"><div class="ticketreply">{text}<br />{files}</div></td></tr></tbody></table></div><br />
"""

THEMES: dict[Name, Theme] = {
    "2019": Theme(
        ticket="""<section class="section-tickets"><h1>#{number} {folded}</h1>
<a href="{here}"><small>&lsaquo; {back}</small></a>
<div class="content-view-details"><span class="badge badge-{class}">{status_word}</span>
<span class="badges-group"><span class="badge badge-details">{moment}</span>
<span class="badge badge-details">{dept}</span></span>
{state}</div>
<div class="comments">{messages}</div>{answer}</section>""",
        message="""<div class="comment {side} media" id="c{own}">
<div class="comment-sender"><img src="{root}/avatar.png" alt="{ticket} #{number}"/>
<strong>{author}</strong></div>
<div class="comment-body media-body"><p{id}>{text}</p>
{files}<small class="comment-date text-muted"><span class="date">{day}</span>
<span class="time">{clock}</span></small>{lock}{rating}
<a href="#quote" title="Quote"><i class="material-icons">format_quote</i></a></div></div>
""",
        files="{each}",
        file="""<a href="{href}" target="_blank"><strong><i class="material-icons">attach_file</i>
{name}</strong></a><br />""",
        lock='<small class="text-warning">{encrypted}</small>',
        list="""<h1>{tickets}</h1><a href="{new}">{create}</a>
<table class="table"><thead><tr><th>{status}</th><th>{subject}</th></tr></thead>
<tbody id="updater">{rows}</tbody></table><a href="{here}" id="currentlist" hidden></a>{pager}""",
        row="""<tr><td><a href="{link}">#{number}</a></td><td><a href="{link}">{name}</a></td>
<td><span class="badge badge-{class}">{word}</span></td>
<td data-label="Department: ">{dept}</td><td data-label="Date: ">{moment}</td>
<td><a href="{link}"><i class="material-icons">insert_link</i></a></td></tr>""",
        empty='<tr><td colspan="6">{none}</td></tr>',
        created="""<h1>{created} <a href="{link}">#{number}</a></h1><p>{created_text}</p>
<a class="btn btn-primary" href="{link}">{view}</a>""",
        sides=("comment-client", "comment-admin"),
        opening="r",
        oldest_first=True,
        unread="",
        infos=False,
        form="groups",
        line="beside",
    ),
    "default": Theme(
        ticket="""<h1 class="tickets2">{view} #{number}</h1>
<table class="checker"><tbody><tr><th>{department}</th><th>{date}</th><th>{subject}</th><th>{status}</th></tr>
<tr class="even"><td>{dept}</td><td>{moment}</td><td>{folded}</td>
<td><span class="{class}"><strong>{status_word}</strong></span></td></tr></tbody></table><br />
{messages}{state}{answer}""",
        message=_TABLE,
        files="<strong>{attachments}</strong><br />{each}",
        file='<a href="{href}" class="attach3">{name}</a><br />',
        lock="",
        list="""<h1 class="tickets2">{tickets}</h1>{about}<br /><a href="{new}"><strong>{create}</strong></a>
{archive}""",
        row="""<tr class="even"><td>{moment}</td><td>{dept}</td>
<td>{strong}<a href="{link}">{wrapped}</a>{weak}</td>
<td><span class="{class}">{word}</span></td><td><a href="{link}" class="view">&raquo;</a></td></tr>""",
        empty=_NOTHING,
        created="""<h1 class="tickets2">{created}&nbsp;<a href="{link}">#{number}</a></h1>
{created_text}<br />""",
        sides=("cticket", "aticket"),
        opening="none",
        oldest_first=True,
        form="table",
        line="beside",
    ),
    "nextgen_clean": _NEXTGEN,
    "nextgen": replace(
        _NEXTGEN,
        ticket="""<div class="left"><div class="title"><span>Ticket</span><h3>#{number}</h3></div>"""
        + _ROWS
        + """{state}</div><div class="main"><div class="title">{subject} <h2>{folded}</h2></div>{answer}
{replies_head}{messages}</div>""",
        lock="",
        line="label",
    ),
    "flatui": Theme(
        ticket="""<article><h2><i class="icon-main-mail"></i> {folded}</h2><p>{ticket} #{number} </p>
<ul class="nav nav-tabs"><li class="active"><a href="#support1">{status_word}</a></li></ul>
<ul id="hintarea"><li><a href="#">{none}</a></li></ul>
<div class="info"><span><i class="icon-dept"></i> {department} <strong>{dept}</strong></span>
<span><i class="icon-date"></i> {date} <strong>{moment}</strong></span></div>
{answer}<div class="answers">{messages}</div>{state}</article>""",
        message="""<div class="ticket-reply {side}"><div class="ticket-timeline"><div class="date">{day}</div>
<div class="time">{clock}</div></div><div class="ticket-reply-msg"><div class="bubble">
<p><strong>{author}</strong></p><p{id}>{text}</p>{files}<span class="foot">{lock}</span></div></div></div>
""",
        files='<p class="attachments">{attachments}: {each}</p>',
        file='<a href="{href} " class="label label-info">{name}</a> ',
        lock='<small class="text-warning">{encrypted}</small>',
        list=_LIST,
        row="""<tr class="styled-row"><td><div class="left-row-side {class}-row"></div></td>
<td class="bold {class}-label">{word}</td><td class="invoice-c">
<a href="{link}"><div class="ticket-hover {bold}" id="t{own}">{name}</div></a></td>
<td>{dept}</td><td>{moment}</td>
<td><a href="{link}" class="icon-link"><i class="icon-single-arrow"></i></a></td></tr>
<tr class="empty-row"></tr>""",
        empty='<tr><td colspan="3">{none}</td></tr>',
        created=_CREATED,
        sides=("ticket-client", "ticket-admin"),
        opening="t",
        unread="bold",
        form="fieldset",
        line="apart",
    ),
    "fullpanel": Theme(
        ticket="""<div class="ticket-box"><div class="top"><ul class="pills">
<li><a href="{here}"><i class="icon-cross"></i></a></li>{neighbours}</ul>
<span class="top-info"><strong>{ticket}</strong> #{number}</span>
<span class="top-info"><strong>{department}</strong> {dept}</span>
<span class="top-info"><strong>{date}</strong> {moment}</span></div>
<div class="padding">{answer}<div class="replies">{messages}</div>{state}</div></div>""",
        message="""<div class="user-reply"><button class="quote-btn" onclick="quote()"><i></i></button>
<p class="reply-info"><strong class="{side}"><i class="icon-ticket"></i> {author}</strong>
<span>{moment}</span></p><p{id} class="reply-txt">{text}</p>{files}{lock}</div>
""",
        files="<br /><strong>{attachments}:</strong><br />{each}",
        file='<a href="{href} " class="attach3">{name}</a><br />',
        lock="",
        list=_LIST,
        row="""<tr class="row"><td><span class="{class}-label">{word}</span></td>
<td><a class="{bold}" href="{link}">{name}</a></td><td>{dept}</td><td>{moment}</td></tr>""",
        empty='<tr><td colspan="4">{none}</td></tr>',
        created=_CREATED,
        sides=("client-c", "admin-c"),
        opening="r",
        unread="bold",
        form="fieldset",
        line="apart",
    ),
    "sidepadtheme": Theme(
        ticket="""<ul class="nav-list"><li><i class="icon-tags"></i> {ticket} <strong>#{number}</strong></li>
<li>{status} <strong>{status_word}</strong></li><li>{department}: <strong>{dept}</strong></li>
<li>{date}: <strong>{day}</strong></li></ul>{state}<h5 class="service-header">{folded}</h5>
{answer}<div class="ticket-replies">{replies_head}{messages}</div>""",
        message="""<div class="user-reply"><p class="reply-info"><strong class="{side}">{author}</strong>
<span>{day}</span></p><p{id}>{text}</p>{files}</div>
""",
        files="<br /><strong>{attachments}:</strong><br />{each}",
        file='<a href="{href}" class="attach3">{name}</a><br />',
        lock="",
        list=_LIST,
        row="""<tr><td><span class="ticket-{class}">{word}</span></td>
<td>{strong}<a href="{link}">{name}</a>{weak}</td><td>{dept}</td><td>{day}</td></tr>""",
        empty='<tr><td colspan="4">{none}</td></tr>',
        created=_CREATED,
        sides=("", "admin-c"),
        opening="repeats",
        clock=False,
        line="button",
    ),
    "metrobill": replace(
        _NEXTGEN,
        ticket='<div class="row">'
        + _ROWS
        + """{state}<div class="right">{answer}<div class="p19">{messages}</div></div></div>""",
        lock="",
    ),
    "modernpanel": Theme(
        ticket="""<article><h2>{folded}</h2><p>{ticket} #{number}</p><p>{status_word}</p>
{answer}<div class="answers">{messages}</div>{state}</article>""",
        message="""<div class="answer"><div class="avatar"><img src="{root}/x.png" alt="{ticket}"/>
<p class="name {side}">{author}</p></div><div class="text-msg"><p{id}>{text}</p>{files}
<div class="pull-left"><span><i class="icon-date"></i> {moment}</span></div></div></div>
""",
        files='<p class="attachments">{attachments}: {each}</p>',
        file='<a href="{href} " class="label label-info">{name}</a> ',
        lock="",
        list=_LIST,
        row="""<tr><td><span class="label label-{class}">{word}</span></td>
<td><a href="{link}"><span class="{bold}">{name}</span></a></td><td>{dept}</td><td>{moment}</td></tr>""",
        empty='<tr><td colspan="4">{none}</td></tr>',
        created=_CREATED,
        sides=("user", ""),
        opening="r",
        unread="bold",
        form="groups",
        line="button",
    ),
}

ARCHIVE = _ARCHIVE
