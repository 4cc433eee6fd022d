-- group: measurement
-- access: closed
create table core.reporting_subject (
    submission_number bigint not null,
    subject_kind      varchar not null,
    subject_code      varchar not null,
    subject_id        varchar not null,
    is_counted        boolean not null,
    primary key (submission_number, subject_kind, subject_code)
);
comment on table core.reporting_subject is 'The subject of each code in each file: an enterprise by any code it ever had, a region, the world market. 中文：各文件中每个代码所指的对象：企业（含曾用代码）、地区或国际市场';
comment on column core.reporting_subject.submission_number is 'The file. 中文：报送文件序号';
comment on column core.reporting_subject.subject_kind is 'enterprise, region or world. 中文：对象类别：企业、地区或国际市场';
comment on column core.reporting_subject.subject_code is 'The code as the file gave it. 中文：文件中的代码原文';
comment on column core.reporting_subject.subject_id is 'enterprise_id, region_code or world. 中文：对象标识：企业、地区代码或 world';
comment on column core.reporting_subject.is_counted is 'False where the file reports the same enterprise under a newer code too: the values under the older one wait in core.unmatched_observation. 中文：同一文件另以新代码填报同一企业时为假，旧代码下的数值存入 core.unmatched_observation';
