-- Master data from the headers of captured documents, the latest of each element: what HASATTR_, EQATTR_ and WD_ ask for.
-- The headers themselves stay in the documents.
create table epcis_vocabulary_element (
    id          bigint generated always as identity primary key,
    -- the vocabulary, such as urn:epcglobal:epcis:vtype:BusinessLocation
    type        text   not null check (length(type) <= 2048),
    -- the element, in canonical form
    element     text   not null check (length(element) <= 2048),
    document_id bigint not null references epcis_document,
    unique (type, element)
);
create index epcis_vocabulary_element_of on epcis_vocabulary_element (element);

create table epcis_vocabulary_attribute (
    element_id bigint  not null references epcis_vocabulary_element on delete cascade,
    ord        integer not null,
    name       text    not null,
    -- null where the value is a structure, which can be asked for by its name only
    value      text,
    primary key (element_id, ord)
);
create index epcis_vocabulary_attribute_of on epcis_vocabulary_attribute (name, md5(value));

create table epcis_vocabulary_child (
    element_id bigint not null references epcis_vocabulary_element on delete cascade,
    child      text   not null check (length(child) <= 2048),
    primary key (element_id, child)
);
create index epcis_vocabulary_child_of on epcis_vocabulary_child (child);
