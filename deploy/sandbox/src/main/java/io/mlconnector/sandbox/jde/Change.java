package io.mlconnector.sandbox.jde;

/** A row that was written or deleted. */
record Change(String table, long addressNumber, Writer writer) {}
