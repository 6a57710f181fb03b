"""The words on the pages, in the three languages of the portal that is stood in for."""

from __future__ import annotations

LANGUAGES = {"en": "english", "ja": "japanese", "zh-TW": "chinese"}

_WORDS: dict[str, tuple[str, str, str]] = {
    "stand_in": (
        "This is a sandbox: a stand-in on your own machine, no real portal. Nobody reads what you write.",
        "これはサンドボックスです。お使いの機器で動く代用品であり、本物のポータルではありません。ここに書いた内容は誰にも届きません。",
        "這是沙盒：在您自己的電腦上執行的替代品，並非真正的入口網站。您在此撰寫的內容不會有人閱讀。",
    ),
    "client_area": ("Client area", "クライアントエリア", "客戶專區"),
    "sign_in": ("Sign in", "ログイン", "登入"),
    "sign_out": ("Sign out", "ログアウト", "登出"),
    "email": ("E-mail address", "メールアドレス", "電子郵件"),
    "password": ("Password", "パスワード", "密碼"),
    "captcha": ("Enter the characters shown", "表示された文字を入力してください", "請輸入圖中的字元"),
    "wrong_login": (
        "Invalid e-mail address or password",
        "メールアドレスまたはパスワードが正しくありません",
        "電子郵件或密碼錯誤",
    ),
    "wrong_captcha": ("Invalid captcha", "画像認証の文字が正しくありません", "驗證碼錯誤"),
    "wrong_token": (
        "The security token is missing or has expired, please try again",
        "セキュリティトークンがないか、期限切れです。もう一度お試しください",
        "安全權杖遺失或已過期，請再試一次",
    ),
    "two_factor": ("Two-factor authentication", "二段階認証", "雙重驗證"),
    "code": ("Authentication code", "認証コード", "驗證碼"),
    "wrong_code": ("Invalid code", "認証コードが正しくありません", "驗證碼錯誤"),
    "remember": ("Remember this device", "この端末を記憶する", "記住此裝置"),
    "verify": ("Verify", "確認", "驗證"),
    "help": ("Help", "ヘルプ", "說明"),
    "support_tickets": ("Support Tickets", "サポートチケット", "支援工單"),
    "services": ("Services", "サービス", "服務"),
    "api_tokens": ("API Tokens", "APIトークン", "API 權杖"),
    "create_new": ("Create New", "新規作成", "開立工單"),
    "department": ("Department", "部門", "部門"),
    "average_reply": ("Average reply time", "平均返信時間", "平均回覆時間"),
    "priority": ("Priority", "優先度", "優先順序"),
    "low": ("Low", "低", "低"),
    "medium": ("Medium", "中", "中"),
    "high": ("High", "高", "高"),
    "subject": ("Subject", "件名", "主旨"),
    "message": ("Message", "メッセージ", "訊息"),
    "related_service": ("Related Service", "関連サービス", "相關服務"),
    "none": ("None", "なし", "無"),
    "cc": ("Additional Email Recipients (CC)", "追加のメール受信者 (CC)", "其他電子郵件收件人 (CC)"),
    "attachments": ("Attachments", "添付ファイル", "附件"),
    "extensions": ("Allowed File Extension", "許可されるファイル拡張子", "允許的副檔名"),
    "encrypt": ("Encrypt message", "メッセージを暗号化する", "加密訊息"),
    "encrypted": ("This message is encrypted", "このメッセージは暗号化されています", "此訊息已加密"),
    "contacts": ("Override notifications to contacts", "連絡先への通知を上書きする", "覆寫聯絡人通知"),
    "send": ("Send", "送信", "送出"),
    "created": ("Ticket created!", "チケットが作成されました！", "工單已建立！"),
    "created_text": (
        "Our staff will answer you here.",
        "担当者がこのチケットで返信いたします。",
        "我們的人員將在此回覆您。",
    ),
    "view_ticket": ("View Ticket", "チケットを表示", "檢視工單"),
    "back": ("Back to the list", "一覧へ戻る", "返回列表"),
    "date": ("Date", "日付", "日期"),
    "status": ("Status", "ステータス", "狀態"),
    "no_tickets": ("Nothing to display", "表示するものはありません", "沒有可顯示的內容"),
    "close": ("Close ticket", "チケットを閉じる", "關閉工單"),
    "reopen": ("Reopen ticket", "チケットを再開する", "重新開啟工單"),
    "quote": ("Quote", "引用", "引用"),
    "reply": ("Reply", "返信", "回覆"),
    "not_found": ("Not found", "見つかりません", "找不到"),
    "no_department": (
        "Selected department does not exist",
        "選択された部門は存在しません",
        "所選部門不存在",
    ),
    "no_subject": ("Subject line cannot be empty", "件名を入力してください", "主旨不能為空"),
    "no_message": (
        "Support ticket message cannot be empty",
        "メッセージを入力してください",
        "工單訊息不能為空",
    ),
    "bad_type": ("Filetype not allowed", "許可されていないファイル形式です", "不允許的檔案類型"),
    "too_large": (
        "The uploaded file exceeds the upload_max_filesize directive in php.ini",
        "アップロードされたファイルは php.ini の upload_max_filesize を超えています",
        "上傳的檔案超過 php.ini 中的 upload_max_filesize 限制",
    ),
    "partial": (
        "The uploaded file was only partially uploaded",
        "ファイルは一部しかアップロードされませんでした",
        "檔案僅部分上傳",
    ),
    "cant_close": ("You can't close this ticket", "このチケットは閉じられません", "您無法關閉此工單"),
    "cant_reopen": ("You can't open this ticket", "このチケットは再開できません", "您無法開啟此工單"),
    "token_name": ("Name", "名前", "名稱"),
    "token_expires": ("Expires", "有効期限", "到期日"),
    "token_new": ("Create Token", "トークンを作成", "建立權杖"),
    "token_drop": ("Revoke", "無効化", "撤銷"),
    "token_once": (
        "Your new token, shown only this once:",
        "新しいトークン（表示は今回限りです）：",
        "您的新權杖（僅顯示這一次）：",
    ),
    "token_bad": (
        "The token needs a name, and a date such as 2030-12-31",
        "トークンには名前が必要で、期限は 2030-12-31 の形式で入力してください",
        "權杖需要名稱，日期格式如 2030-12-31",
    ),
    "Open": ("Open", "オープン", "開啟"),
    "Answered": ("Answered", "回答済み", "已回覆"),
    "Client-Reply": ("Client-Reply", "お客様返信", "客戶回覆"),
    "In-Progress": ("In-Progress", "対応中", "處理中"),
    "Closed": ("Closed", "クローズ", "已關閉"),
    "reply_added": ("Reply has been added", "返信が追加されました", "回覆已新增"),
}


def get_words(language: str) -> dict[str, str]:
    index = list(LANGUAGES).index(language)
    return {key: texts[index] for key, texts in _WORDS.items()}


def find_language(name: str) -> str | None:
    """Find the language of a code (``ja``, ``zh-Hant-TW``, ``en-GB``) or of HostBill's name for it."""
    lowered = name.strip().lower()
    for code, title in LANGUAGES.items():
        if lowered and (lowered == title or lowered.split("-")[0] == code.split("-")[0]):
            return code
    return None


def choose(asked: str, cookie: str, accept: str, otherwise: str) -> str:
    """Choose the page's language: ``?language=``, then the cookie, then Accept-Language."""
    for name in (asked, cookie, *_list_languages(accept)):
        found = find_language(name)
        if found:
            return found
    return otherwise


def _list_languages(accept: str) -> list[str]:
    ranked: list[tuple[float, int, str]] = []
    for item in accept.split(","):
        name, _, rest = item.partition(";")
        _, _, quality = rest.partition("q=")
        try:
            ranked.append((-float(quality or 1), len(ranked), name.strip()))
        except ValueError:
            continue
    return [name for _, _, name in sorted(ranked)]
