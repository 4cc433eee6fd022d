-- group: programme
-- access: public
create table mart.contradiction (
    contradiction_id     varchar not null,
    kind                 varchar not null,
    subject_kind         varchar not null,
    treatment            varchar not null,
    subject_id           varchar not null,
    enterprise_id        varchar,
    chain_id             varchar,
    fund_id              varchar,
    task_id              varchar,
    project_id           varchar,
    platform_id          varchar,
    park_id              varchar,
    first_submission_id  varchar,
    first_sheet          varchar,
    first_row            integer,
    second_submission_id varchar,
    second_sheet         varchar,
    second_row           integer,
    text_en              varchar not null,
    text_zh              varchar not null,
    is_synthetic         boolean not null,
    primary key (contradiction_id)
);
comment on table mart.contradiction is 'Two registers that cannot both be right, with both places. `treatment` says what measures do with the row in doubt. 中文：名录之间的矛盾及其两处出处；`treatment` 注明测算时如何处理存疑的一行';
comment on column mart.contradiction.contradiction_id is 'Kind, subject and both places. 中文：标识';
comment on column mart.contradiction.kind is 'Kind of contradiction. 中文：矛盾类型';
comment on column mart.contradiction.subject_kind is 'Kind of subject. 中文：对象类别';
comment on column mart.contradiction.treatment is 'What measures do with the row in doubt. 中文：测算时对存疑一行的处理';
comment on column mart.contradiction.subject_id is 'Its key. 中文：对象标识';
comment on column mart.contradiction.enterprise_id is 'Enterprise concerned. 中文：所涉企业';
comment on column mart.contradiction.chain_id is 'Chain concerned. 中文：所涉产业链';
comment on column mart.contradiction.fund_id is 'Fund concerned. 中文：所涉基金';
comment on column mart.contradiction.task_id is 'Task concerned. 中文：所涉任务';
comment on column mart.contradiction.project_id is 'Project concerned. 中文：所涉项目';
comment on column mart.contradiction.platform_id is 'Platform concerned. 中文：所涉平台';
comment on column mart.contradiction.park_id is 'Park concerned. 中文：所涉园区';
comment on column mart.contradiction.first_submission_id is 'First place: file; null for the programme''s own. 中文：第一处：文件，方案自身的为空';
comment on column mart.contradiction.first_sheet is 'First place: sheet. 中文：第一处：工作表';
comment on column mart.contradiction.first_row is 'First place: row. 中文：第一处：行号';
comment on column mart.contradiction.second_submission_id is 'Second place: file; null where there is none. 中文：第二处：文件，没有的为空';
comment on column mart.contradiction.second_sheet is 'Second place: sheet; null for a whole list that lacks it. 中文：第二处：工作表，整份名录缺少的为空';
comment on column mart.contradiction.second_row is 'Second place: row. 中文：第二处：行号';
comment on column mart.contradiction.text_en is 'What does not fit, English. 中文：说明（英文）';
comment on column mart.contradiction.text_zh is 'What does not fit, Chinese. 中文：说明（中文）';
comment on column mart.contradiction.is_synthetic is 'True where any of both is generated sample data. 中文：是否含合成样本数据';
