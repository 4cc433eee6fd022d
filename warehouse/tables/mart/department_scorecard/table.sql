-- group: programme
-- access: public
create table mart.department_scorecard (
    department_id    varchar not null,
    year             integer not null,
    role             varchar not null,
    is_synthetic     boolean not null,
    duties           integer not null,
    done_on_time     integer not null,
    done_late        integer not null,
    overdue          integer not null,
    behind           integer not null,
    silent           integer not null,
    not_begun        integer not null,
    on_course        integer not null,
    moot             integer not null,
    disputed         integer not null,
    reports_owed     integer not null,
    reports_on_time  integer not null,
    reports_late     integer not null,
    reports_missing  integer not null,
    days_late_median decimal(38, 1),
    reason           varchar,
    state_date       date not null,
    rule_set         varchar not null,
    primary key (department_id, year, role, is_synthetic)
);
comment on table mart.department_scorecard is 'What each unit has made of its duties and reports by the day of the build. There is no total score. 中文：责任单位完成情况：牵头与配合分列，不设总分';
comment on column mart.department_scorecard.department_id is 'The unit. 中文：单位标识';
comment on column mart.department_scorecard.year is 'Year of the plan. 中文：年度';
comment on column mart.department_scorecard.role is 'Role: lead or cooperating; never added. 中文：角色，两类不相加';
comment on column mart.department_scorecard.is_synthetic is 'True where the reports are invented sample data. 中文：是否为合成样本数据';
comment on column mart.department_scorecard.duties is 'Duties. 中文：任务数';
comment on column mart.department_scorecard.done_on_time is 'Done in time. 中文：按期完成';
comment on column mart.department_scorecard.done_late is 'Done after the due date. 中文：逾期完成';
comment on column mart.department_scorecard.overdue is 'Overdue. 中文：逾期未完成';
comment on column mart.department_scorecard.behind is 'Behind. 中文：欠进度';
comment on column mart.department_scorecard.silent is 'The newest report that is owed is missing. 中文：应报未报';
comment on column mart.department_scorecard.not_begun is 'Nothing reported and nothing owed yet. 中文：未开始';
comment on column mart.department_scorecard.on_course is 'On schedule, ahead or other. 中文：进度正常';
comment on column mart.department_scorecard.moot is 'Need not be done any more. 中文：不再要求';
comment on column mart.department_scorecard.disputed is 'Said to be done, against the evidence. 中文：称完成但佐证不足';
comment on column mart.department_scorecard.reports_owed is 'Reports owed. 中文：应报数';
comment on column mart.department_scorecard.reports_on_time is 'Of these in time. 中文：按时数';
comment on column mart.department_scorecard.reports_late is 'Late. 中文：迟报数';
comment on column mart.department_scorecard.reports_missing is 'Missing. 中文：未报数';
comment on column mart.department_scorecard.days_late_median is 'Median of the days after their due day of the late reports alone (`reports_late`): those in time and those missing are not in it. 中文：迟报天数中位数：仅就已迟报者（`reports_late`），按时与未报者不计';
comment on column mart.department_scorecard.reason is 'Why the median is null. 中文：空值原因';
comment on column mart.department_scorecard.state_date is 'Day of which this is the state. 中文：状态所属日期';
comment on column mart.department_scorecard.rule_set is 'Rule set and version of the states. 中文：规则集及版本';
