package io.mlconnector.console.look;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;
import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;

/** Where the browser finds htmx: in its jar, whose version is part of the path. */
@ApplicationScoped
@Named("look")
public class Look {

  private static final String POM = "META-INF/maven/org.webjars.npm/htmx.org/pom.properties";

  private final String htmx;

  public Look() throws IOException {
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    try (InputStream in = loader.getResourceAsStream(POM)) {
      if (in == null) {
        throw new IOException("The htmx jar is missing from the class path: " + POM);
      }
      Properties pom = new Properties();
      pom.load(in);
      htmx = "/webjars/htmx.org/" + pom.getProperty("version") + "/dist/htmx.min.js";
    }
  }

  public String htmx() {
    return htmx;
  }
}
