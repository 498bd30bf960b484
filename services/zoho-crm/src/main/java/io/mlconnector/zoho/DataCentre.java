package io.mlconnector.zoho;

import io.mlconnector.spi.VendorFailure;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * One of Zoho's data centres: where people and programs sign in, and the host names that its API
 * may have. A token says at which host it is good ({@code api_domain}); it is sent to none that
 * does not belong to the data centre of its connection.
 *
 * @see <a href="https://www.zoho.com/accounts/protocol/oauth/multi-dc.html">Data centres</a>
 */
final class DataCentre {

  /** Ends of API host names, by accounts server. */
  private static final Map<String, String> CENTRES =
      Map.of(
          "accounts.zoho.com", "zohoapis.com",
          "accounts.zoho.eu", "zohoapis.eu",
          "accounts.zoho.in", "zohoapis.in",
          "accounts.zoho.com.au", "zohoapis.com.au",
          "accounts.zoho.jp", "zohoapis.jp",
          "accounts.zoho.com.cn", "zohoapis.com.cn",
          "accounts.zohocloud.ca", "zohoapis.ca",
          "accounts.zoho.sa", "zohoapis.sa");

  private static final List<String> ENVIRONMENTS = List.of("www", "sandbox", "developer");

  private DataCentre() {}

  /**
   * The API's address for a token.
   *
   * @param accounts the accounts server that gave it
   * @param apiDomain what the token endpoint said; null where it said nothing
   * @param trusted further host names, as a person allowed them
   * @throws VendorFailure of kind UNAUTHORIZED where the token is not to be sent there
   */
  static URI api(URI accounts, String apiDomain, List<String> trusted) {
    if (apiDomain == null || apiDomain.isBlank()) {
      throw VendorFailure.unauthorized(
          0, "Zoho's token came without api_domain, so nobody knows where it is good");
    }
    URI api = parsed(apiDomain);
    if (!allowed(accounts, api, trusted)) {
      throw VendorFailure.unauthorized(
          0,
          "Zoho's token came with an api_domain that does not belong to %s; nothing was sent there."
                  .formatted(accounts.getHost())
              + " Check baseUrl, which is the accounts server of your data centre; a host that is"
              + " right all the same goes into the setting apiHosts.");
    }
    return api;
  }

  private static URI parsed(String apiDomain) {
    try {
      URI api = URI.create(apiDomain.strip());
      if (api.getHost() == null || api.getUserInfo() != null || api.getScheme() == null) {
        throw VendorFailure.unauthorized(0, "Zoho's token came with an unusable api_domain");
      }
      return api;
    } catch (IllegalArgumentException e) {
      throw VendorFailure.unauthorized(0, "Zoho's token came with an unusable api_domain");
    }
  }

  private static boolean allowed(URI accounts, URI api, List<String> trusted) {
    String host = api.getHost().toLowerCase(Locale.ROOT);
    if (local(accounts)) {
      return local(api);
    }
    if (!"https".equalsIgnoreCase(api.getScheme()) || api.getPort() > 0 && api.getPort() != 443) {
      return false;
    }
    String end = CENTRES.get(accounts.getHost().toLowerCase(Locale.ROOT));
    return trusted.stream().anyMatch(host::equalsIgnoreCase)
        || end != null && ENVIRONMENTS.stream().anyMatch(each -> host.equals(each + "." + end));
  }

  /** A simulated Zoho on this machine. */
  private static boolean local(URI address) {
    String host = String.valueOf(address.getHost());
    return host.equals("127.0.0.1") || host.equals("localhost");
  }
}
