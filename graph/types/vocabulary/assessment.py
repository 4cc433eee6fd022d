"""Assessment of enterprises: facts, results, exemption, exit, and the procedure of recognition."""

from __future__ import annotations

from enum import Enum

from graph.declare.words import closed, word
from warehouse.forms.enterprise_annual_survey import FINANCING_WAYS
from warehouse.forms.recognition_application import STEPS


@closed("Fact of an enterprise in a year.", "企业年度事实")
class AssessmentFact(Enum):
    REVENUE_GROWTH = word("revenue_growth", "Growth of revenue on its restated base.", "营业收入增速")
    SEI_SHARE = word("sei_share", "Strategic emerging part of revenue.", "战新收入占比")
    FIELD_RANK_SHARE = word("field_rank_share", "Part of the revenue of its field's key firms.", "占本领域骨干企业比重")
    CHAIN_ROLE = word(
        "chain_role", "0 none, 1 supporting, 2 backbone, 3 leader.", "产业链角色：0无、1配套、2骨干、3链主"
    )
    RD_INTENSITY = word("rd_intensity", "Research and development over revenue.", "研发强度")
    PATENTS = word("patents", "Invention patents in force.", "有效发明专利数")
    STANDARDS = word("standards", "Standards.", "主导或参与标准数")
    RD_STAFF_SHARE = word("rd_staff_share", "Part of staff in research.", "研发人员占比")
    PLATFORM_LEVEL = word(
        "platform_level", "0 none, 1 provincial, 2 joint, 3 national.", "创新平台：0无、1省级、2国家地方联合、3国家级"
    )
    ON_TIME_SHARE = word("on_time_share", "Returns on time of those due.", "按时报送率")
    LISTING_STEP = word(
        "listing_step", "0 none, 1 reform, 2 quotation, 3 listing.", "上市进度：0无、1股改、2挂牌、3上市"
    )
    PROFIT_MARGIN = word("profit_margin", "Profit over revenue.", "利润率")
    REVENUE_PER_HEAD = word("revenue_per_head", "Revenue per employee, yuan.", "人均营业收入（元）")
    VOLUME_INDEX = word("volume_index", "Fisher index of quantities.", "数量指数（费雪）")
    CAPACITY_GROWTH = word("capacity_growth", "Growth of capacity.", "生产能力增速")
    DEMONSTRATING_ROLE = word("demonstrating_role", "1: leads others by example.", "示范带动作用：1有")
    REVENUE_CNY = word("revenue_cny", "Revenue, yuan.", "营业收入（元）")
    BASE_REVENUE_CNY = word(
        "base_revenue_cny", "Revenue of the year before, restated, yuan.", "上年营业收入，重述（元）"
    )
    PRICE_EFFECT_CNY = word("price_effect_cny", "Price effect, LMDI, yuan.", "价格影响，LMDI（元）")
    PRICE_EFFECT_FISHER_CNY = word("price_effect_fisher_cny", "Price effect, Fisher, yuan.", "价格影响，费雪（元）")
    EXPLAINED_SHARE = word("explained_share", "Part that products explain.", "产品可解释比重")
    SCORE = word("score", "Score.", "综合得分")


@closed("Result of a year.", "年度结果")
class YearResult(Enum):
    PASS = word("pass", "Meets the requirements.", "合格")
    FAIL = word("fail", "Does not.", "不合格")
    EXEMPT = word("exempt", "Only prices made it fail.", "价格豁免")
    OPEN = word("open", "A person has to say whether prices did.", "价格影响待人工认定")
    NOT_JUDGED = word("not_judged", "A fact of a requirement is missing.", "缺要求所需事实，不判定")
    MISSING = word("missing", "Nothing is known of the year.", "无该年数据")


@closed("Whose result the exit rule reads.", "结果依据")
class ResultBasis(Enum):
    PEOPLE = word("people", "People's.", "人工结果")
    COMPUTED = word("computed", "The computed one.", "测算结果")


@closed("Answer to whether prices exempt a firm.", "价格豁免判定")
class PriceExemption(Enum):
    GRANTED = word("granted", "Prices alone made revenue fall.", "准予：仅因价格下降")
    OPEN = word("open", "Evidence is partial, or the two methods disagree.", "待定：证据不全或两法不一致")
    REFUSED = word("refused", "No evidence, or against it.", "不予：无证据或证据不支持")


@closed("What two years lead to.", "两年结果对应的状态")
class ExitState(Enum):
    LEAVE = word("leave", "Exit proposed.", "建议退出")
    LEFT_BY_DECISION = word("left_by_decision", "Leaves by decision.", "经决定退出")
    SAVED_BY_ROLE = word("saved_by_role", "Saved by its demonstrating role.", "因示范带动作用保留")
    KEPT_BY_DECISION = word("kept_by_decision", "Kept by decision.", "经决定保留")
    DEFERRED = word("deferred", "Deferred by decision.", "缓议")
    SAVED_BY_PRICE = word("saved_by_price", "Saved by prices.", "因价格因素不计")
    OPEN = word("open", "Waits for a person's word on prices.", "价格影响待认定")
    YEAR_MISSING = word("year_missing", "Failed, and the year before is missing.", "不合格且缺上年考核")
    NOT_JUDGED = word("not_judged", "Not judged.", "不判定")
    STAY = word("stay", "Stays.", "保留")


@closed("How a firm wants to raise capital.", "融资意向方式")
class FinancingWay(Enum):
    EQUITY = word("equity", "Equity.", FINANCING_WAYS)
    LOAN = word("loan", "Loan.", FINANCING_WAYS)
    BOND = word("bond", "Bond.", FINANCING_WAYS)
    NONE = word("none", "Wants none.", FINANCING_WAYS)


@closed("Step of an application.", "申报环节")
class RecognitionStep(Enum):
    APPLIED = word("applied", "Applied.", STEPS)
    ACCEPTED = word("accepted", "Accepted for review.", STEPS)
    RETURNED = word("returned", "Returned.", STEPS)
    REVIEWED = word("reviewed", "Reviewed.", STEPS)
    VISITED = word("visited", "Visited.", STEPS)
    PROPOSED = word("proposed", "Proposed for recognition.", STEPS)
    PUBLICISED = word("publicised", "Made public.", STEPS)
    RECOGNISED = word("recognised", "Recognised.", STEPS)
    REJECTED = word("rejected", "Rejected.", STEPS)
    WITHDRAWN = word("withdrawn", "Withdrawn.", STEPS)


@closed("What became of a request.", "诉求办理情况")
class RequestState(Enum):
    NOTHING_ASKED = word("nothing_asked", "Nothing was asked for.", "无诉求")
    OPEN = word("open", "Open.", "未解决")
    SETTLED = word("settled", "Settled.", "已解决")
