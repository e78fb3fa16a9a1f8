"""What officers of the made-up history write to providers."""

from filings.states import Status

REASONS = {
    Status.RETURNED: (
        ("art11", "服务器地址不完整：请逐行填写全部服务器的 IP 或主机名。"),
        ("art11", "服务名称与网站首页显示的名称不一致，请改为一致或说明原因。"),
        ("art7", "平台公约链接无法打开，请提供可公开访问的网址。"),
        ("art12", "材料不全：请补充区块链系统的用途说明。"),
        ("policy", "负责人手机号无法接通，请核对后重新提交。"),
    ),
    Status.REFUSED: (
        ("art11", "所填网址不属于申请主体，且经退回后仍未说明，不予备案。"),
        ("art10", "服务内容涉及代币发行宣传，不予备案。"),
        ("art22", "核查发现所填信息与事实不符，不予备案。"),
    ),
}
