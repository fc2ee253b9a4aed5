import java.io.File;
import java.util.TreeSet;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/** Says for each flavour (ua1, 3a) whether a PDF keeps it, and which rules it breaks. */
public class Validate {
    public static void main(String[] given) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        for (int at = 1; at < given.length; at++) {
            PDFAFlavour flavour = PDFAFlavour.byFlavourId(given[at]);
            try (PDFAParser parser = Foundries.defaultInstance().createParser(new File(given[0]), flavour);
                    PDFAValidator validator = Foundries.defaultInstance().createValidator(flavour, false)) {
                ValidationResult result = validator.validate(parser);
                TreeSet<String> broken = new TreeSet<>();
                for (TestAssertion it : result.getTestAssertions()) {
                    if (it.getStatus() == TestAssertion.Status.FAILED) {
                        broken.add(it.getRuleId().getClause() + "-" + it.getRuleId().getTestNumber());
                    }
                }
                System.out.println(given[at] + " " + (result.isCompliant() ? "kept" : "broken " + broken));
            }
        }
    }
}
