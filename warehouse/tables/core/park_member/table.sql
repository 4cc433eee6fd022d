-- group: programme
-- access: public
create table core.park_member (
    park_member_id  varchar not null,
    park_id         varchar not null,
    enterprise_id   varchar,
    credit_code     varchar not null,
    enterprise_name varchar,
    entered_date    date not null,
    left_date       date,
    counted_share   decimal(19, 6),
    is_synthetic    boolean not null,
    is_flagged      boolean not null default false,
    submission_id   varchar not null,
    source_sheet    varchar not null,
    source_row      integer not null,
    sheet_id        varchar generated always as (submission_id || '/' || source_sheet) virtual,
    primary key (park_member_id)
);
comment on table core.park_member is 'A firm in a park or cluster, from its entry to the day on which it left. 中文：园区企业名录';
comment on column core.park_member.park_member_id is 'Park, firm and day of entry. 中文：标识';
comment on column core.park_member.park_id is 'The park. 中文：园区标识';
comment on column core.park_member.enterprise_id is 'The enterprise; null where no register has it: it counts as a member and reports nothing. 中文：企业标识，不在名录内为空（计入园区企业数，无报表）';
comment on column core.park_member.credit_code is 'Unified social credit code, as the list has it. 中文：统一社会信用代码，原文';
comment on column core.park_member.enterprise_name is 'Name, as the list has it. 中文：单位详细名称，原文';
comment on column core.park_member.entered_date is 'Day of entry. 中文：入园日期';
comment on column core.park_member.left_date is 'Day on which it left; null while it is in. 中文：迁出日期，在园为空';
comment on column core.park_member.counted_share is 'Share of the firm that counts for the park; null: the whole. 中文：计入比重，未填按全部计';
comment on column core.park_member.is_synthetic is 'True where it is invented sample data. 中文：是否为合成样本数据';
comment on column core.park_member.is_flagged is 'True where a cell of its row is held and not taken: look at it before relying on the row. 中文：所依据的行有待定单元格';
comment on column core.park_member.submission_id is 'Source file. 中文：来源文件标识';
comment on column core.park_member.source_sheet is 'Sheet of that file. 中文：来源工作表';
comment on column core.park_member.source_row is 'Row of that sheet. 中文：来源行号';
comment on column core.park_member.sheet_id is 'File and sheet: core.sheet_column has a row for each column of it. 中文：来源文件与工作表标识';
