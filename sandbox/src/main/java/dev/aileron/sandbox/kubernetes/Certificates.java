package dev.aileron.sandbox.kubernetes;

import dev.aileron.sandbox.process.PrivateFiles;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * The keys of one control plane: a certificate authority made for it, a certificate for its API
 * server, and the pair that signs service account tokens. All are elliptic-curve keys: instant to
 * make, and thrown away with the sandbox.
 *
 * @param authorityFile the authority's certificate, PEM
 */
record Certificates(
    X509Certificate authority,
    Path authorityFile,
    Path serverCertificate,
    Path serverKey,
    Path accountPublicKey,
    Path accountKey) {

  private static final Duration VALIDITY = Duration.ofDays(30);
  private static final X500Name AUTHORITY_NAME = new X500Name("CN=aileron-sandbox-ca");
  private static final SecureRandom RANDOM = new SecureRandom();

  /** Makes all keys and writes them into a folder. */
  static Certificates create(Path directory, Instant now) throws IOException {
    try {
      var authorityKey = keyPair();
      var authority = authority(authorityKey, now);
      var serverKey = keyPair();
      var server = server(serverKey, authorityKey, now);
      var accountKey = keyPair();
      return new Certificates(
          authority,
          pem(directory.resolve("ca.crt"), "CERTIFICATE", authority.getEncoded()),
          pem(directory.resolve("apiserver.crt"), "CERTIFICATE", server.getEncoded()),
          pem(directory.resolve("apiserver.key"), serverKey.getPrivate()),
          pem(directory.resolve("sa.pub"), accountKey.getPublic()),
          pem(directory.resolve("sa.key"), accountKey.getPrivate()));
    } catch (GeneralSecurityException | OperatorCreationException e) {
      throw new IllegalStateException("This JDK cannot make certificates: " + e.getMessage(), e);
    }
  }

  private static KeyPair keyPair() throws GeneralSecurityException {
    var generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    return generator.generateKeyPair();
  }

  private static X509Certificate authority(KeyPair key, Instant now)
      throws IOException, GeneralSecurityException, OperatorCreationException {
    var builder = builder(AUTHORITY_NAME, key, now);
    builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
    builder.addExtension(
        Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.digitalSignature));
    return sign(builder, key);
  }

  private static X509Certificate server(KeyPair key, KeyPair authorityKey, Instant now)
      throws IOException, GeneralSecurityException, OperatorCreationException {
    var builder = builder(new X500Name("CN=kube-apiserver"), key, now);
    GeneralName[] names = {
      new GeneralName(GeneralName.iPAddress, "127.0.0.1"),
      new GeneralName(GeneralName.dNSName, "localhost"),
      new GeneralName(GeneralName.dNSName, "kubernetes.default.svc")
    };
    builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(names));
    builder.addExtension(
        Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
    builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
    return sign(builder, authorityKey);
  }

  private static X509v3CertificateBuilder builder(X500Name subject, KeyPair key, Instant now) {
    return new JcaX509v3CertificateBuilder(
        AUTHORITY_NAME,
        new BigInteger(127, RANDOM),
        // Clocks of containers on one machine can differ by a little.
        Date.from(now.minus(Duration.ofHours(1))),
        Date.from(now.plus(VALIDITY)),
        subject,
        key.getPublic());
  }

  private static X509Certificate sign(X509v3CertificateBuilder builder, KeyPair authorityKey)
      throws GeneralSecurityException, OperatorCreationException {
    var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(authorityKey.getPrivate());
    return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
  }

  private static Path pem(Path file, Key key) throws IOException {
    var label = key instanceof java.security.PrivateKey ? "PRIVATE KEY" : "PUBLIC KEY";
    return pem(file, label, key.getEncoded());
  }

  private static Path pem(Path file, String label, byte[] bytes) throws IOException {
    var lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
    PrivateFiles.write(
        file, "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(label, lines, label));
    return file;
  }
}
