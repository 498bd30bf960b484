package io.mlconnector.sandbox.jde;

import java.net.URI;
import java.util.List;

/**
 * A call that somebody built into this EnterpriseOne: when rows change, a JDE job posts the address
 * numbers to a URL, with a secret in a header.
 *
 * @param url loopback only
 * @param header the header's name; null for none
 * @param member the member of the JSON body that holds the numbers
 * @param tables whose changes it tells of; empty for all
 * @param ownWrites whether it also tells of what orchestrations wrote
 */
record Hook(
    String id,
    String url,
    String header,
    String secret,
    String member,
    List<String> tables,
    boolean ownWrites) {

  Hook {
    if (url == null || !isLoopback(url)) {
      throw new IllegalArgumentException(
          "url: the sandbox calls http://127.0.0.1 or http://localhost only, not " + url);
    }
    if ((header == null) != (secret == null)) {
      throw new IllegalArgumentException("header, secret: both or none");
    }
    member = member == null ? "addressNumbers" : member;
    tables = tables == null ? List.of() : List.copyOf(tables);
    tables.forEach(Tables::named);
  }

  private static boolean isLoopback(String url) {
    URI uri = URI.create(url);
    boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
    return web && ("127.0.0.1".equals(uri.getHost()) || "localhost".equals(uri.getHost()));
  }

  boolean wants(Change change) {
    boolean own = change.writer().program().equals(Writer.orchestration("").program());
    return change.writer().stamped()
        && (ownWrites || !own)
        && (tables.isEmpty() || tables.contains(change.table()));
  }
}
