package io.mlconnector.peoplesoft;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.spi.JsonRow;
import java.util.ArrayList;
import java.util.List;

/** Rows of JOB as the shipped query gives them. */
final class JobRows {

  private final List<ObjectNode> rows = new ArrayList<>();
  private final String emplid;
  private final String now;

  private JobRows(String emplid, String now) {
    this.emplid = emplid;
    this.now = now;
  }

  /** Of a person, when it is that time in PeopleSoft. */
  static JobRows at(String now) {
    return new JobRows("0100001", now);
  }

  static JobRows of(String emplid, String now) {
    return new JobRows(emplid, now);
  }

  JobRows job(int record, String effective, int sequence, String status) {
    ObjectNode row = JsonNodeFactory.instance.objectNode();
    JobRow.COLUMNS.values().forEach(column -> row.put(column, ""));
    row.put("A.EMPLID", emplid)
        .put("A.EMPL_RCD", record)
        .put("A.EFFDT", effective)
        .put("A.EFFSEQ", sequence)
        .put("A.EMPL_STATUS", status)
        .put("A.PER_ORG", "EMP")
        .put("A.DEPTID", "D" + record + sequence)
        .put("N.NAME_DISPLAY", "Ada Quist")
        .put("TODAY", now.substring(0, 10))
        .put("NOW", now);
    rows.add(row);
    return this;
  }

  /** Changes the newest row. */
  JobRows with(String column, String value) {
    rows.get(rows.size() - 1).put(column, value);
    return this;
  }

  List<ObjectNode> rows() {
    return rows;
  }

  Person person() {
    return new Person(
        emplid, rows.stream().map(row -> new JobRow(new JsonRow(row), JobRow.COLUMNS)).toList());
  }
}
