-- group: enterprise
-- access: public
create table core.enterprise_assessment (
    enterprise_assessment_id varchar not null,
    enterprise_id varchar not null,
    year varchar not null,
    industry_grade varchar,
    technology_grade varchar,
    innovation_grade varchar,
    management_grade varchar,
    competitiveness_grade varchar,
    result varchar not null,
    has_demonstrating_role boolean,
    price_effect_note varchar,
    rule_version varchar not null,
    decision varchar,
    decided_by varchar,
    decision_reason varchar,
    is_synthetic boolean not null,
    is_flagged    boolean not null default false,
    submission_id varchar not null,
    source_sheet varchar not null,
    source_row integer not null,
    sheet_id      varchar generated always as (submission_id || '/' || source_sheet) virtual,
    primary key (enterprise_assessment_id)
);
comment on table core.enterprise_assessment is 'The yearly assessment of a key enterprise, as its newest return has it.';
comment on column core.enterprise_assessment.enterprise_assessment_id is 'Enterprise and year.';
comment on column core.enterprise_assessment.enterprise_id is 'The enterprise.';
comment on column core.enterprise_assessment.is_synthetic is 'True where it is invented sample data.';
comment on column core.enterprise_assessment.is_flagged is 'True where a cell of its row is held and not taken: look at it before relying on the row.';
comment on column core.enterprise_assessment.submission_id is 'File that it comes from.';
comment on column core.enterprise_assessment.source_sheet is 'Sheet of that file.';
comment on column core.enterprise_assessment.source_row is 'Row of that sheet.';
comment on column core.enterprise_assessment.sheet_id is 'File and sheet: core.sheet_column has a row for each column of it.';
