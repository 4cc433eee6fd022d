-- group: programme
-- access: public
create table core.light_rule (
    light_rule_version_id varchar not null,
    light_rule_id         varchar not null,
    rule_version          varchar not null,
    place_zh              varchar not null,
    place_en              varchar not null,
    source_number         integer not null,
    source                varchar not null,
    valid_from            date not null,
    is_default            boolean not null,
    progress_measure      varchar not null,
    yellow_bound          decimal(19, 6) not null,
    is_yellow_at_bound    boolean not null,
    red_bound             decimal(19, 6) not null,
    is_red_at_bound       boolean not null,
    curve_kind            varchar not null,
    start_milestone_name  varchar,
    start_yellow_months   integer,
    start_red_months      integer,
    primary key (light_rule_version_id)
);
comment on table core.light_rule is 'Rule sets of traffic lights by version, from rules/lights: places differ, and none of them is this province''s own. 中文：红黄绿灯规则（各地做法）';
comment on column core.light_rule.light_rule_version_id is 'Rule set and version. 中文：规则版本标识';
comment on column core.light_rule.light_rule_id is 'Rule set: stays the same over its versions. 中文：规则标识';
comment on column core.light_rule.rule_version is 'Version of it. 中文：规则版本';
comment on column core.light_rule.place_zh is 'Place that judges so, in Chinese. 中文：地区中文名';
comment on column core.light_rule.place_en is 'Place that judges so, in English. 中文：地区英文名';
comment on column core.light_rule.source_number is 'Number of the source in docs/sources/lights.md. 中文：来源编号';
comment on column core.light_rule.source is 'Publisher and date of the rule. 中文：来源';
comment on column core.light_rule.valid_from is 'Months that end on this day or later are judged by it, until the next version; our choice. 中文：启用日期';
comment on column core.light_rule.is_default is 'True for the rule set of lists of lights that select none. 中文：是否为默认规则';
comment on column core.light_rule.progress_measure is 'Measure of progress: shortfall_pp (points behind the schedule) or schedule_ratio (done over due). 中文：进度衡量方式';
comment on column core.light_rule.yellow_bound is 'Beyond it progress is yellow: above for points, below for a ratio. 中文：黄灯界限';
comment on column core.light_rule.is_yellow_at_bound is 'True where the bound itself is yellow already. 中文：界限值是否亮黄灯';
comment on column core.light_rule.red_bound is 'Beyond it progress is red. 中文：红灯界限';
comment on column core.light_rule.is_red_at_bound is 'True where the bound itself is red already. 中文：界限值是否亮红灯';
comment on column core.light_rule.curve_kind is 'Schedule by month: linear (a twelfth a month) or by_month (shares of the rule set). A project''s own plan has priority. 中文：序时进度的依据';
comment on column core.light_rule.start_milestone_name is 'Milestone whose planned month is the planned start; null where the rule does not look at it. 中文：开工节点名称';
comment on column core.light_rule.start_yellow_months is 'Months running of a missed start, the planned one included, from which it is yellow. 中文：开工黄灯月数';
comment on column core.light_rule.start_red_months is 'Months running from which it is red. 中文：开工红灯月数';
