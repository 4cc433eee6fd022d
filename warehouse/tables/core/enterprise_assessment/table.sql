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
comment on table core.enterprise_assessment is 'The yearly assessment of a key enterprise, as its newest return has it. 中文：骨干企业年度考核';
comment on column core.enterprise_assessment.enterprise_assessment_id is 'Enterprise and year. 中文：标识';
comment on column core.enterprise_assessment.enterprise_id is 'The enterprise. 中文：企业标识';
comment on column core.enterprise_assessment.year is 'Year that was assessed. 中文：年度';
comment on column core.enterprise_assessment.industry_grade is 'Grade for its industry. 中文：产业优势';
comment on column core.enterprise_assessment.technology_grade is 'Grade for its technology. 中文：技术优势';
comment on column core.enterprise_assessment.innovation_grade is 'Grade for its innovation. 中文：创新优势';
comment on column core.enterprise_assessment.management_grade is 'Grade for its management. 中文：管理优势';
comment on column core.enterprise_assessment.competitiveness_grade is 'Grade for its competitiveness. 中文：竞争力优势';
comment on column core.enterprise_assessment.result is 'Result, as the assessor states it. 中文：综合结果，以考核单位填报为准';
comment on column core.enterprise_assessment.has_demonstrating_role is 'Demonstrating role: leads others by example; null if not reported. 中文：示范带动作用，未填为空';
comment on column core.enterprise_assessment.price_effect_note is 'Effect of prices alone on its figures. 中文：价格影响说明';
comment on column core.enterprise_assessment.rule_version is 'Version of the rules that were applied. 中文：规则版本';
comment on column core.enterprise_assessment.decision is 'Decision of people, null while it waits. 中文：人工决定，未决定为空';
comment on column core.enterprise_assessment.decided_by is 'Person who decided. 中文：决定人';
comment on column core.enterprise_assessment.decision_reason is 'Why they decided so. 中文：决定理由';
comment on column core.enterprise_assessment.is_synthetic is 'True where it is invented sample data. 中文：是否为合成样本数据';
comment on column core.enterprise_assessment.is_flagged is 'True where a cell of its row is held and not taken: look at it before relying on the row. 中文：所依据的行有待定单元格';
comment on column core.enterprise_assessment.submission_id is 'Source file. 中文：来源文件标识';
comment on column core.enterprise_assessment.source_sheet is 'Sheet of that file. 中文：来源工作表';
comment on column core.enterprise_assessment.source_row is 'Row of that sheet. 中文：来源行号';
comment on column core.enterprise_assessment.sheet_id is 'File and sheet: core.sheet_column has a row for each column of it. 中文：来源文件与工作表标识';
