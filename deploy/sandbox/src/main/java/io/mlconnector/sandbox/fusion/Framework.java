package io.mlconnector.sandbox.fusion;

/**
 * What a REST-Framework-Version means for a call. No header is version 1.
 *
 * @see <a
 *     href="https://docs.oracle.com/en/cloud/paas/app-builder-cloud/consume-rest/framework-versions.html">framework
 *     versions</a>
 */
record Framework(int version) {

  static final String HEADER = "REST-Framework-Version";
  static final Framework NONE = new Framework(1);

  static Framework of(String header, FusionSettings settings) {
    if (header == null) {
      return NONE;
    }
    if (!header.matches("[1-9]") || Integer.parseInt(header) > settings.greatestFramework()) {
      throw Refusal.badRequest(
          HEADER
              + ": "
              + header
              + " is not among the versions 1 to "
              + settings.greatestFramework());
    }
    return new Framework(Integer.parseInt(header));
  }

  boolean rowMatch() {
    return version >= 2;
  }

  boolean childrenAreCollections() {
    return version >= 3;
  }

  boolean structuredErrors() {
    return version >= 4;
  }

  boolean exactNumbersAreStrings() {
    return version >= 9;
  }

  boolean linksInContext() {
    return version >= 9;
  }
}
