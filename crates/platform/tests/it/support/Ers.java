import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Date;
import org.bouncycastle.asn1.tsp.ArchiveTimeStamp;
import org.bouncycastle.asn1.tsp.ArchiveTimeStampChain;
import org.bouncycastle.asn1.tsp.ArchiveTimeStampSequence;
import org.bouncycastle.asn1.tsp.EvidenceRecord;
import org.bouncycastle.operator.DigestCalculatorProvider;
import org.bouncycastle.operator.bc.BcDigestCalculatorProvider;
import org.bouncycastle.tsp.ers.ERSByteData;
import org.bouncycastle.tsp.ers.ERSEvidenceRecord;

/** Validates an evidence record (RFC 4998) with Bouncy Castle: the hash trees, and that each time-stamp covers the last. */
class Ers {
    public static void main(String[] arguments) throws Exception {
        byte[] der = Files.readAllBytes(Path.of(arguments[0]));
        byte[] file = Files.readAllBytes(Path.of(arguments[1]));
        DigestCalculatorProvider digests = new BcDigestCalculatorProvider();
        ERSEvidenceRecord record = new ERSEvidenceRecord(new ByteArrayInputStream(der), digests);
        EvidenceRecord structure = record.toASN1Structure();
        ArchiveTimeStampSequence chains = structure.getArchiveTimeStampSequence();
        int stamps = 0;
        for (ArchiveTimeStampChain chain : chains.getArchiveTimeStampChains()) {
            stamps += chain.getArchiveTimestamps().length;
        }
        // Records of tests reach to 2056.
        Date date = new Date(2_750_000_000_000L);
        record.validatePresent(new ERSByteData(file), date);
        try {
            record.validatePresent(new ERSByteData("another".getBytes()), date);
            throw new IllegalStateException("another file was accepted");
        } catch (org.bouncycastle.tsp.ers.ERSException expected) {
            System.out.println("time-stamps " + stamps);
        }
    }
}
