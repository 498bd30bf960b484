package io.mlconnector.platform.vendor.transport;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/**
 * A request as it goes over the wire.
 *
 * @param uri absolute; its query may hold record contents and is never logged
 * @param headers in order; those that sign the call included
 * @param body null for none
 */
public record Request(String method, URI uri, List<Header> headers, byte[] body) {

  /** One header. */
  public record Header(String name, String value) {
    @Override
    public String toString() {
      return name;
    }
  }

  public Request {
    headers = List.copyOf(headers);
  }

  /** The same request with one more header; one of that name that it already has goes. */
  public Request with(String name, String value) {
    List<Header> more = new ArrayList<>(headers);
    more.removeIf(header -> header.name().equalsIgnoreCase(name));
    more.add(new Header(name, value));
    return new Request(method, uri, more, body);
  }

  /** Method and path only: headers, query and body may hold secrets. */
  @Override
  public String toString() {
    return method + " " + uri.getPath();
  }
}
