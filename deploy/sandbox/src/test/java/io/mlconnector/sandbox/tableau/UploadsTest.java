package io.mlconnector.sandbox.tableau;

import static io.mlconnector.sandbox.tableau.ParquetSample.file;
import static io.mlconnector.sandbox.tableau.ParquetSample.line;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.mlconnector.sandbox.Fault;
import io.mlconnector.sandbox.FaultKind;
import io.mlconnector.sandbox.tableau.TableauClient.Answer;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class UploadsTest extends TableauTest {

  @Test
  void chunksThatOverlapBreakTheUpload() {
    client.set("{'chunkMillis':600000}");
    String upload = client.begin();
    List<CompletableFuture<Answer>> chunks =
        List.of(appending(upload, (byte) 1), appending(upload, (byte) 2));
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> chunks.stream().anyMatch(CompletableFuture::isDone));

    Answer third = client.append(upload, new byte[] {3});

    assertThat(chunks.stream().filter(CompletableFuture::isDone).map(CompletableFuture::join))
        .singleElement()
        .satisfies(answer -> assertThat(answer.status()).isEqualTo(500));
    assertThat(third.status()).isEqualTo(500);
    assertThat(third.body()).contains("errors.upload.concurrent_write");
    assertThat(client.commit("Lines", "datasourceType=parquet", upload).code()).isEqualTo("400011");
  }

  private CompletableFuture<Answer> appending(String upload, byte chunk) {
    return CompletableFuture.supplyAsync(() -> client.append(upload, new byte[] {chunk}));
  }

  @Test
  void aChunkWhoseAnswerWasLostCannotBeSentAgain() {
    String upload = client.begin();
    client
        .sandbox
        .faults()
        .add(Fault.of(FaultKind.APPLIED_THEN_DROPPED).on(TableauVendor.NAME).method("PUT"));
    assertThatThrownBy(() -> client.append(upload, new byte[] {1}))
        .isInstanceOf(UncheckedIOException.class);

    assertThat(client.append(upload, new byte[] {1}).body())
        .contains("errors.upload.concurrent_write");
    String anew = client.upload(file(line(1, "1.00", "EUR")));
    assertThat(client.commit("Lines", "datasourceType=parquet", anew).status()).isEqualTo(201);
  }

  @Test
  void theSizeIsRoundedToMegabytesAndAChunkHasALimit() {
    String upload = client.begin();
    client.set("{'partMb':1}");

    assertThat(client.append(upload, new byte[700_000]).body()).contains("\"fileSize\":\"1\"");
    assertThat(client.append(upload, new byte[700_000]).body()).contains("\"fileSize\":\"1\"");
    assertThat(client.append(upload, new byte[2 << 20]).code()).isEqualTo("413000");
  }

  @Test
  void anUploadIsNamedAsTheVendorHasIt() {
    String upload = client.begin();
    byte[] chunk = TableauClient.multipart("", "tableau_file", "chunk", new byte[] {1});
    String type = "multipart/mixed; boundary=" + TableauClient.BOUNDARY;

    assertThat(client.site("PUT", "/fileUploads/" + upload, chunk, "Content-Type", type).code())
        .isEqualTo("404003");
    assertThat(client.append("3877:unknown-1:0", new byte[] {1}).status()).isEqualTo(404);
    assertThat(client.json("POST", "/fileUploads", "{}").code()).isEqualTo("400000");
    byte[] wrongPart = TableauClient.multipart("", "tableau_datasource", "chunk", new byte[] {1});
    String path = "/fileUploads/" + upload.replace(":", "%3A");
    assertThat(client.site("PUT", path, wrongPart, "Content-Type", type).code())
        .isEqualTo("400000");
  }
}
