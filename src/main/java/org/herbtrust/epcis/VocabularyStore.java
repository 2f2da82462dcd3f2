package org.herbtrust.epcis;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.herbtrust.platform.Database;

/** Master data of captured documents, the latest word on each element. */
@ApplicationScoped
class VocabularyStore {

    @Inject
    Database database;

    /** In the caller's transaction. An element that was there is replaced with its attributes and parts. */
    void put(MasterData data, long documentId) {
        if (data.isEmpty()) {
            return;
        }
        String elements = Json.write(data.json());
        // in one order, so that two documents that speak of the same places cannot wait for each other
        database.query("""
                insert into epcis_vocabulary_element (type, element, document_id)
                select x.type, x.element, ? from jsonb_to_recordset(?::jsonb) as x (type text, element text)
                order by x.type, x.element
                on conflict (type, element) do update set document_id = excluded.document_id
                returning id
                """, row -> row.getLong(1), documentId, elements);
        for (String table : new String[] {"epcis_vocabulary_attribute", "epcis_vocabulary_child"}) {
            database.update(
                    "delete from " + table + " a using epcis_vocabulary_element v"
                            + " where a.element_id = v.id and v.document_id = ?",
                    documentId);
        }
        database.update("""
                insert into epcis_vocabulary_attribute (element_id, ord, name, value)
                select v.id, a.ord, a.name, a.value
                from jsonb_to_recordset(?::jsonb) as x (type text, element text, attributes jsonb)
                join epcis_vocabulary_element v on v.type = x.type and v.element = x.element
                cross join jsonb_to_recordset(x.attributes) as a (ord integer, name text, value text)
                """, elements);
        database.update("""
                insert into epcis_vocabulary_child (element_id, child)
                select v.id, c.child
                from jsonb_to_recordset(?::jsonb) as x (type text, element text, children jsonb)
                join epcis_vocabulary_element v on v.type = x.type and v.element = x.element
                cross join jsonb_array_elements_text(x.children) as c (child)
                """, elements);
    }
}
