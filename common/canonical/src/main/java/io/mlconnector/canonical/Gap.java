package io.mlconnector.canonical;

/** A field that people rely on and that the source did not give, with the reason in plain words. */
public record Gap(String field, String reason) {}
