"""Pages and letters use the words of the Provisions and of the official forms, and one word for one thing."""

import re

import pytest

from filing_portal.management import translations as catalogue

# What must not be said, and why.
WRONG_WORDS = {
    r"主管部门": "in article 16 the 有关主管部门 are other authorities; the filing authority is the 网信部门",
    r"案件": "a case of enforcement; what is filed is a 备案申请",
    r"(?<!区块链信息服务)提供者": "who files is the 备案人 (article 12); in full the 区块链信息服务提供者",
    r"超期|到期日": "a term that is over is 逾期, its last day the 截止日",
    r"(剩|逾期|^)…日": "日 is a calendar day in law; terms are counted in 工作日",
    r"平台规定|平台规则|平台政策": "a platform sets no terms: the authority does",
    r"受理": "a filing knows no 受理",
    r"(?<!互联网信息)办公室(?!号码)": "the offices are 网信办; 办公室号码 is the label of the official form",
    r"24:00": "a term ends at 24时",
    r"住所|通信地址|公众账号|投资者|办公电话": "the labels of the official form differ",
    r"答复|判定": "a provider submits 查验信息 (article 14), the authority comes to a 查验结论",
    r"(?<!电子)邮箱|电子邮件|[Ee]mail": "an e-mail address is a 电子邮箱",
    r"你": "readers are 您",
    r"验证器应用|认证器|认证APP": "an authenticator app is a 身份验证器",
    r"公示的编号|公示该编号|公示了|它公示": "a service shows its number by 标明 (article 13); 公示 is the authority's",
    r"责令整改": "articles 19 to 22 say 责令限期改正",
    r"备案有效|编号有效|有效备案": "有效 makes a filing sound like a licence",
    r"放假安排通知|(?<!安排)节假日通知": "the State Council's notice is the 节假日安排通知",
    r"时长": "a term is a 期限",
    r"暂停相关业务.*备案已|备案已暂停": "a filing has no business to suspend, a service has",
}
HALF_WIDTH_BRACKET = re.compile(r"[\u4e00-\u9fff]\s?\(|\)\s?[\u4e00-\u9fff]")
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]")


@pytest.fixture(scope="module")
def chinese() -> list[str]:
    """Return every translation without the names of its placeholders, which nobody reads."""
    texts = [text for message in catalogue.translated() if message.id for text in catalogue.strings(message.string)]
    return [PLACEHOLDER.sub("…", text) for text in texts]


@pytest.mark.parametrize("wrong", WRONG_WORDS)
def test_chinese_uses_the_words_of_the_law(chinese, wrong):
    assert [text for text in chinese if re.search(wrong, text)] == [], WRONG_WORDS[wrong]


def test_chinese_has_no_brackets_of_half_width(chinese):
    assert [text for text in chinese if HALF_WIDTH_BRACKET.search(text)] == []


# Sentences that decide how a reader understands the law.
SAID = {
    ("This time limit is set by the authority (policy).", None): "本期限由网信部门规定（非法定）。",
    ("%(case)s was refused. The provider has been told the reasons.", None): (
        "已对%(case)s作出不予备案决定，并已向备案人说明理由。"
    ),
    ("Reference", None): "备案申请编号",
    ("Rectification order served", None): "责令限期改正通知书送达",
    ("Prove rectification", None): "提交整改情况报告",
    ("Submit a change", None): "办理变更手续",
    ("Submit a deregistration", None): "办理注销手续",
    ("Change or deregistration received", None): "收到变更或者注销材料",
    ("Start date", "service"): "提供服务之日（开始运营时间）",
    ("Article 22: false filing information", None): "第二十二条：填报虚假备案信息",
    ("Article 11: the facts to be filed", None): "第十一条：应当填报的备案信息",
    ("Answered", "inspection"): "已提交",
    ("Judgement", None): "查验结论",
    ("This filing is suspended", None): "该服务已被责令暂停相关业务",
    ("On file", "entry"): "已备案",
    ("On file", "filing"): "已备案",
    ("This filing number is valid", None): "该编号已备案",
    ("A site or app that still shows this number misuses it.", None): "仍标明该编号的网站或应用属于冒用。",
    ("This is the last lawful day: what is done before its end is in time.", None): (
        "该日为法定最迟办理日，当日24时前办理的为按期。"
    ),
    ("%(limit)s: you now have until %(due)s, 24:00. Before, it was %(before)s.", None): (
        "%(limit)s：您的办理期限变更为至%(due)s24时止（原为%(before)s）。"
    ),
    ("We have received your filing %(reference)s", None): "您提交的备案材料（编号%(reference)s）已收到",
    ("What we keep, and why", None): "收集的信息及用途",
    ("What you can rely on", None): "无障碍支持",
}


@pytest.mark.parametrize(("message", "context"), SAID)
def test_sentences_of_law_are_said_in_its_words(message, context):
    assert catalogue.translated().get(message, context=context).string == SAID[message, context]


WRONG_ENGLISH = {
    r"\b[Rr]egistry\b": "one word for the list of what is filed: register",
    r"^%\(n\)s (over|left)$": "what is left or over are working days",
    r"\bDue in %\(n\)s days\b": "terms are counted in working days",
}


@pytest.mark.parametrize("wrong", WRONG_ENGLISH)
def test_english_has_one_word_for_one_thing(wrong):
    english = [text for message in catalogue.translated() if message.id for text in catalogue.strings(message.id)]
    assert [text for text in english if re.search(wrong, text)] == [], WRONG_ENGLISH[wrong]
