package io.mlconnector.peoplesoft;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;

/** Sends messages as its HTTP target connector does; for any number of threads. */
final class IntegrationBroker {

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /**
   * Sends a message.
   *
   * @param operation the service operation with its version, such as {@code VENDOR_SYNC.VERSION_3}
   * @param properties further headers
   * @return the status of the answer
   */
  int send(
      URI hook, String operation, String secret, Map<String, String> properties, byte[] message) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(hook)
            .timeout(PsTest.PATIENCE)
            .header("Content-Type", "text/xml; charset=UTF-8")
            .header("ExternalOperationName", operation)
            .header("X-MlConnector-Secret", secret)
            .POST(BodyPublishers.ofByteArray(message));
    properties.forEach(request::header);
    try {
      return client.send(request.build(), BodyHandlers.discarding()).statusCode();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
