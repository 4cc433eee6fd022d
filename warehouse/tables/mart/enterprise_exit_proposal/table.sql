-- group: enterprise
-- access: public
create table mart.enterprise_exit_proposal (
    enterprise_id varchar not null,
    first_failing_year varchar not null,
    second_failing_year varchar not null,
    rule_version varchar not null,
    has_demonstrating_role boolean,
    price_effect_note varchar,
    decision varchar,
    is_synthetic boolean not null,
    primary key (enterprise_id, second_failing_year)
);
comment on table mart.enterprise_exit_proposal is 'Enterprises that failed two years running, without a demonstrating role, for the coordination meeting to decide on. A proposal: nothing takes a firm off the list. 中文：退出建议（连续两年不合格），须人工决定';
comment on column mart.enterprise_exit_proposal.enterprise_id is 'The enterprise. 中文：企业标识';
comment on column mart.enterprise_exit_proposal.first_failing_year is 'First of the two failing years. 中文：首个不合格年度';
comment on column mart.enterprise_exit_proposal.second_failing_year is 'The year after it, failing too. 中文：次个不合格年度';
comment on column mart.enterprise_exit_proposal.rule_version is 'Version of the rules that were applied, of the second assessment. 中文：规则版本，次个不合格年度';
comment on column mart.enterprise_exit_proposal.has_demonstrating_role is 'Demonstrating role: leads others by example; null if not reported; never true here: an enterprise with it is not proposed. 中文：示范带动作用，未填为空，有此作用者不列入建议';
comment on column mart.enterprise_exit_proposal.price_effect_note is 'Effect of prices alone on its figures, in the second year. 中文：价格影响说明，次个不合格年度';
comment on column mart.enterprise_exit_proposal.decision is 'Decision of people, null while it waits; about the second year. 中文：人工决定，未决定为空，次个不合格年度';
comment on column mart.enterprise_exit_proposal.is_synthetic is 'True where it is invented sample data. 中文：是否为合成样本数据';
