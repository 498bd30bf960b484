package io.mlconnector.sandbox.peoplesoft;

import java.util.List;
import java.util.Map;

/** Rows on their way to the caller, and how dates are written. */
record QueryResult(String query, Map<String, String> columns, List<Row> rows, String dateFormat) {}
