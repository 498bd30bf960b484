package io.mlconnector.sandbox;

import java.util.regex.Pattern;

/** Masks what must not be kept: secret members of form and JSON bodies and of queries. */
final class Secrets {

  private static final String NAMES =
      "client_secret|clientSecret|password|refresh_token|refreshToken|access_token|accessToken"
          + "|code|code_verifier|token|assertion|client_assertion|full_token"
          + "|personalAccessTokenSecret|jwt";
  private static final Pattern FORM =
      Pattern.compile("(?<=^|&)((?:%24|\\$)?(?:" + NAMES + "))=[^&]*", Pattern.CASE_INSENSITIVE);
  private static final Pattern JSON =
      Pattern.compile("\"(" + NAMES + ")\"\\s*:\\s*\"(?:[^\"\\\\]|\\\\.)*+\"?");
  private static final Pattern ATTRIBUTE =
      Pattern.compile(
          "\\b(personalAccessTokenSecret|jwt|password|token)\\s*=\\s*(\"[^\"]*\"|'[^']*')");
  private static final Pattern XML =
      Pattern.compile("(<(?:[\\w.-]+:)?Password\\b[^>]*>)[^<]*", Pattern.CASE_INSENSITIVE);

  private Secrets() {}

  static String maskForm(String form) {
    return form == null ? null : FORM.matcher(form).replaceAll("$1=***");
  }

  static String mask(String contentType, String body) {
    if (contentType != null && contentType.contains("xml")) {
      String masked = XML.matcher(body).replaceAll("$1***");
      return ATTRIBUTE.matcher(masked).replaceAll("$1=\"***\"");
    }
    return contentType != null && contentType.contains("form-urlencoded")
        ? maskForm(body)
        : JSON.matcher(body).replaceAll("\"$1\":\"***\"");
  }
}
