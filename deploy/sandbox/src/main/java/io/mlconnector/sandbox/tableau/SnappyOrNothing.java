package io.mlconnector.sandbox.tableau;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.xerial.snappy.Snappy;

/** Packs and unpacks pages by Snappy or not at all, without the codecs of Hadoop. */
final class SnappyOrNothing implements CompressionCodecFactory {

  @Override
  public BytesInputCompressor getCompressor(CompressionCodecName codec) {
    return switch (codec) {
      case UNCOMPRESSED, SNAPPY -> new Packing(codec);
      default -> throw new IllegalArgumentException("compression " + codec + " is not written");
    };
  }

  @Override
  public BytesInputDecompressor getDecompressor(CompressionCodecName codec) {
    return switch (codec) {
      case UNCOMPRESSED -> new Nothing();
      case SNAPPY -> new Snap();
      default -> throw new IllegalArgumentException("compression " + codec + " is not read");
    };
  }

  @Override
  public void release() {
    // nothing is held
  }

  private record Packing(CompressionCodecName getCodecName) implements BytesInputCompressor {
    @Override
    public BytesInput compress(BytesInput bytes) throws IOException {
      return getCodecName == CompressionCodecName.SNAPPY
          ? BytesInput.from(Snappy.compress(bytes.toByteArray()))
          : bytes;
    }

    @Override
    public void release() {
      // nothing is held
    }
  }

  private static final class Nothing implements BytesInputDecompressor {
    @Override
    public BytesInput decompress(BytesInput bytes, int size) {
      return bytes;
    }

    @Override
    public void decompress(ByteBuffer input, int length, ByteBuffer output, int size) {
      output.put(input);
    }

    @Override
    public void release() {
      // nothing is held
    }
  }

  private static final class Snap implements BytesInputDecompressor {
    @Override
    public BytesInput decompress(BytesInput bytes, int size) throws IOException {
      return BytesInput.from(Snappy.uncompress(bytes.toByteArray()));
    }

    @Override
    public void decompress(ByteBuffer input, int length, ByteBuffer output, int size)
        throws IOException {
      byte[] packed = new byte[length];
      input.get(packed);
      output.put(Snappy.uncompress(packed));
    }

    @Override
    public void release() {
      // nothing is held
    }
  }
}
