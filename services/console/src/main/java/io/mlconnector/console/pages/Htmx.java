package io.mlconnector.console.pages;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;

/** Where the browser finds htmx: in its jar, whose version is part of the path. */
@ApplicationScoped
public class Htmx {

  private static final String POM = "META-INF/maven/org.webjars.npm/htmx.org/pom.properties";

  private final String path;

  public Htmx() throws IOException {
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    try (InputStream in = loader.getResourceAsStream(POM)) {
      if (in == null) {
        throw new IOException("The htmx jar is missing from the class path: " + POM);
      }
      Properties pom = new Properties();
      pom.load(in);
      path = "/webjars/htmx.org/" + pom.getProperty("version") + "/dist/htmx.min.js";
    }
  }

  public String path() {
    return path;
  }
}
