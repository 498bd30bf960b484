package io.mlconnector.tableau.api;

import io.mlconnector.spi.BodyType;
import jakarta.ws.rs.Encoded;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/**
 * Uploads of files in chunks, one after the other.
 *
 * @see <a
 *     href="https://help.tableau.com/current/api/rest_api/en-us/REST/rest_api_ref_publishing.htm">Publishing
 *     methods</a>
 */
@Path("/api/{version}/sites/{site}/fileUploads")
@Produces(MediaType.APPLICATION_JSON)
public interface UploadsApi {

  /** Begins an upload; the body is empty. */
  @POST
  Upload begin(@PathParam("version") String version, @PathParam("site") String site);

  /**
   * Adds a chunk of at most 64 MB.
   *
   * @param upload percent-encoded, since it holds colons
   * @param type and the chunk: those of a {@link Multipart}
   * @return with a size in rounded MB, which tells nothing
   */
  @PUT
  @Path("/{upload}")
  Upload append(
      @PathParam("version") String version,
      @PathParam("site") String site,
      @Encoded @PathParam("upload") String upload,
      @HeaderParam(BodyType.HEADER) String type,
      byte[] chunk);

  /** The answer to both. */
  record Upload(Session fileUpload) {}

  /** The id by which chunks are added and what was uploaded is published. */
  record Session(String uploadSessionId) {}
}
