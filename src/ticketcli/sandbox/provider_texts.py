"""Texts of the provider: departments, services, and the answer of its staff."""

from __future__ import annotations

import re

CUSTOMERS = {"en": ("Hanako", "Yamada"), "ja": ("山田 花子", ""), "zh-TW": ("王小明", "")}
"""First and last name of the first customer, as they are written there."""

DEPARTMENTS = {
    # By id: description (HTML) and average reply time.
    "en": (
        (1, "Inquiries about <strong>VPS</strong> and cloud servers.", "2 hours"),
        (2, "Mail hosting: mailboxes, delivery, spam &amp; filters.", ""),
        (3, 'Domains and DNS.<br />Transfers: <a href="/kb/transfer">read this first</a>.', ""),
        (4, "Invoices and payments.", "1 day"),
    ),
    "ja": (
        (1, "<strong>VPS</strong> とクラウドサーバーに関するお問い合わせ。", "2 時間"),
        (2, "メールホスティング: メールボックス、配送、迷惑メール &amp; フィルター。", ""),
        (
            3,
            'ドメインと DNS。<br />移管: <a href="/kb/transfer">先にこちらをお読みください</a>。',
            "",
        ),
        (4, "請求とお支払い。", "1 日"),
    ),
    "zh-TW": (
        (1, "<strong>VPS</strong> 與雲端伺服器的相關問題。", "2 小時"),
        (2, "郵件代管：信箱、寄送、垃圾郵件 &amp; 過濾。", ""),
        (3, '網域與 DNS。<br />移轉：<a href="/kb/transfer">請先閱讀此頁</a>。', ""),
        (4, "帳單與付款。", "1 天"),
    ),
}
STAFF = {
    "en": "Aoi Sato (sandbox staff)",
    "ja": "佐藤 葵（サンドボックス担当）",
    "zh-TW": "陳怡君（沙盒客服）",
}
_ANSWERS = {
    "en": (
        "Dear {name},\n\n"
        'Thank you for your message "{subject}".\n'
        "We are looking into it and will come back to you here.\n\n"
        "This answer comes from the sandbox, a stand-in: no person has read your ticket.\n\n"
        "Kind regards,\nAoi Sato\nhttps://support.example.com/"
    ),
    "ja": (
        "{name} 様\n\n"
        "「{subject}」についてお問い合わせいただき、ありがとうございます。\n"
        "現在調査しております。結果はこのチケットでご連絡いたします。\n\n"
        "この返信は練習用のサンドボックスによるもので、チケットは誰にも読まれていません。\n\n"
        "佐藤 葵\nhttps://support.example.com/"
    ),
    "zh-TW": (
        "{name} 您好：\n\n"
        "感謝您來信詢問「{subject}」。\n"
        "我們正在調查，結果會在此工單中回覆您。\n\n"
        "這則回覆來自練習用的沙盒，沒有人真正讀過您的工單。\n\n"
        "陳怡君\nhttps://support.example.com/"
    ),
}


def answer_text(name: str, subject: str, language: str = "en") -> str:
    """Return what the staff answers to a ticket, in one of the languages, with the portal's line ends."""
    return _ANSWERS[language].format(name=name, subject=subject).replace("\n", "\r\n")


def language_of_text(text: str) -> str:
    """Detect the language in which a customer wrote, by the script alone."""
    if re.search("[\u3041-\u30ff\uff66-\uff9f]", text):
        return "ja"
    return "zh-TW" if re.search("[\u3400-\u9fff]", text) else "en"
