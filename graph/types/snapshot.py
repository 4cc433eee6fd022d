"""Snapshot."""

from __future__ import annotations

from graph.declare.declare import noun, to_many


@noun("core.snapshot", en="The build of the warehouse that this response is read from.", zh="本次应答所用的数据快照")
class Snapshot:
    growth = to_many("Growth", "Growth of all key enterprises.", "全部骨干企业的同比增速")
    growth_bridge = to_many("GrowthBridge", "Changes of all key enterprises as effects.", "全部骨干企业的增长分解")
    contributions = to_many("GrowthMember", "Its firms.", "其中企业")
    nowcasts = to_many("Nowcast", "Before everybody has reported.", "未报齐时的估计")
