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
comment on table mart.enterprise_exit_proposal is 'Enterprises that failed two years running, without a demonstrating role, for the coordination meeting to decide on. A proposal: nothing takes a firm off the list.';
comment on column mart.enterprise_exit_proposal.enterprise_id is 'The enterprise.';
comment on column mart.enterprise_exit_proposal.first_failing_year is 'First of the two failing years.';
comment on column mart.enterprise_exit_proposal.second_failing_year is 'The year after it, failing too.';
comment on column mart.enterprise_exit_proposal.is_synthetic is 'True where it is invented sample data.';
