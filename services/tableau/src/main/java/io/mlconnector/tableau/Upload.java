package io.mlconnector.tableau;

import io.mlconnector.spi.VendorFailure;
import io.mlconnector.spi.VendorFailure.Kind;
import io.mlconnector.tableau.api.Multipart;
import io.mlconnector.tableau.api.UploadsApi;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The upload of a file, chunk after chunk. Where one chunk fails, the upload is given up, and
 * whatever it was for is begun anew with another: a chunk that is sent twice breaks an upload, and
 * what was uploaded changes nothing before it is published.
 */
final class Upload {

  private static final int MB = 1 << 20;
  private static final int LARGEST = 64;
  private static final int GONE = 404;

  private final Site site;
  private final int chunk;

  Upload(Site site) {
    this.site = site;
    int megabytes = site.connection().settings().integer(TableauSpec.CHUNK);
    if (megabytes < 1 || megabytes > LARGEST) {
      throw VendorFailure.rejected(
          0, "The setting %s has to be 1 to %d".formatted(TableauSpec.CHUNK, LARGEST));
    }
    this.chunk = megabytes * MB;
  }

  /**
   * Uploads a file.
   *
   * @return the id by which it is published
   * @throws VendorFailure that says that nothing was changed
   */
  String of(Path file) throws IOException {
    try (InputStream bytes = Files.newInputStream(file)) {
      UploadsApi api = site.client(UploadsApi.class);
      String id = api.begin(site.version(), site.id()).fileUpload().uploadSessionId();
      String encoded = URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
      for (long left = Files.size(file); left > 0; left -= Math.min(chunk, left)) {
        Multipart next = Multipart.chunk(bytes, (int) Math.min(chunk, left));
        api.append(site.version(), site.id(), encoded, next.type(), next.body());
      }
      return id;
    } catch (VendorFailure failure) {
      throw withoutEffect(failure);
    }
  }

  /** An upload that is not known any more ended with the session that it was begun in. */
  private static VendorFailure withoutEffect(VendorFailure failure) {
    return failure.kind() == Kind.UNAVAILABLE || failure.status() == GONE
        ? VendorFailure.unavailable(
            failure.status(),
            failure.retryAfter(),
            false,
            "The upload broke off and is begun anew: " + failure.getMessage())
        : failure;
  }
}
