//! The codes that tags are: those that the department's TAGS handbook and the posts' practice know, by kind, and what
//! kind a word is.

use std::collections::HashSet;
use std::sync::LazyLock;

use crate::cable::TagKind;

/// Subject tags in the handbook's order of fields: administration, business, consular, economy, military, operations,
/// politics, society, technology.
static SUBJECTS: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    list(
        "\
    ABLD ABUD ACOA ACOM ADCO ADPM AECL AEMR AFIN AFSI AFSN AGAO AINF AINR AINT ALOW AMED AMGT ANET AODE AOMS AORC \
    AORG APCS APER APRC ARAS ASCH ASEC ASIG ATRN \
    BBSR BDIS BEXP BFIN BMGT BPRO BTIO BTRA BTRO \
    CACS CADP CASC CARC CFED CGEN CITT CJAN CLOK CMGT COPR CPAS CPRS CVIS \
    EAGR EAIR EAID ECIN ECON ECPS ECUN EFIN EFIS EIND EINT EINV ELAB ELTN EMIN ENGR ENIV ENRG EPET ETRA ETRD ETRO \
    ETTC EWWT \
    MARR MASS MCAP MILI MNUC MOPS MORG MPOS \
    ODIP OEXC OFDP OIIP OPDC OPRC OREP OSCI OTRA OVIP \
    PARM PBIO PBOR PBTS PDEM PEPR PFOR PGOV PHSA PHUM PINF PINL PINR PINS PINT PMAR PMIL PNAT PORG PREF PREL PROP \
    PTER PUNE \
    SCUL SENV SHUM SMIG SNAR SOCI SOPN SPOP SREF SWEL \
    TBIO TECH TFIN TINT TNAR TNGD TNUC TPHY TRGY TRSY TSPA TSPL",
    )
});

/// Programme tags. Any K with three letters is one; these are told from the letters around them.
static PROGRAMS: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    list(
        "\
    KACT KAWC KAWK KBCT KBIO KBTR KBTS KCFC KCFE KCGC KCIP KCOM KCOR KCRM KCRS KDDG KDEM KDEV KDRG KEDU KERG KFIN \
    KFLO KFLU KFRD KFSC KGCC KGHG KGIC KGIT KHDP KHIV KHLS KHSA KHUM KICC KIDE KIPR KIRC KIRF KISL KJUS KLAP KLIG \
    KMCA KMDR KMFO KMIG KMPI KMRS KNAR KNEI KNNP KNSD KNUC KNUP KOCI KOLY KOMC KOMS KPAL KPAO KPIN KPKO KPLS KPRP \
    KPRV KPWR KRAD KRIM KRVC KSAF KSCA KSEC KSEP KSPR KSTC KSTH KSUM KTBT KTDB KTER KTEX KTFN KTIA KTIP KTLA KUNR \
    KVIR KVPR KWAC KWBG KWMN",
    )
});

/// Organization tags. EU is the code of Europa Island in the old list, and used for the Union in practice.
static ORGANIZATIONS: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    list(
        "\
    ADB AFDB AID APEC ARF ASEAN BA'ATH CARICOM CERN CIS COE CSCE CTBTO CWC EBRD ECE ECOSOC ECOWAS EFTA EU EUN \
    EURATOM FAO FARC FBI FMLN FTAA GATT GCC IADB IAEA IBRD ICAO ICJ ICRC ICTR ICTY IDB IFAD IFC IGAD ILO \
    IMF IMO INTELSAT INTERPOL IOM ISAF ITU IWC LTTE MCC MERCOSUR MTCR MTCRE NAFTA NAM NASA NATO NSF NSG OAS OAU \
    OECD OIC OIE OPCW OPEC OPIC OSAC OSCE PLO SAARC SADC SCO UN UNAUS UNCHC UNCHR UNCHS UNCITRAL UNCTAD UNDC UNDP \
    UNEP UNESCO UNFPA UNGA UNHCR UNHRC UNICEF UNIDO UNIFIL UNMIK UNO UNRWA UNSC UNVIE UPU USAID USEU USTR USUN WEU \
    WFP WHO WIPO WMO WTO WTRO ZANU-PF",
    )
});

/// Terms of several words that missions added to their tags.
pub(super) const TERMS: [&str; 16] = [
    "CONSULAR AFFAIRS",
    "COUNTER TERRORISM",
    "COUNTRY CLEARANCE",
    "DOMESTIC POLITICS",
    "ECONOMIC AFFAIRS",
    "ECONOMY AND FINANCE",
    "GAZA DISENGAGEMENT",
    "GLOBAL DEFENSE",
    "GOI EXTERNAL",
    "GOI INTERNAL",
    "HUMAN RIGHTS",
    "IRAQI FREEDOM",
    "ISRAELI PALESTINIAN AFFAIRS",
    "ITALIAN POLITICS",
    "ITALY NATIONAL ELECTIONS",
    "MEETINGS WITH AMBASSADOR",
];

/// The longest word that is taken apart.
const LONGEST: usize = 120;

/// Codes printed without a blank between them: subject and programme codes, organizations, and a country's code at
/// either end. One known subject or programme must be among them, or any word would fall apart.
pub(super) fn fused(word: &str) -> Option<Vec<&str>> {
    if word.len() < 6 || word.len() > LONGEST || !word.bytes().all(|byte| byte.is_ascii_uppercase()) {
        return None;
    }
    [0, 2].into_iter().find_map(|head| {
        let mut codes = if head > 0 { vec![&word[..head]] } else { Vec::new() };
        let mut rest = &word[head..];
        let mut sure = false;
        while rest.len() > 2 {
            let listed = rest.get(..4).filter(|code| is_listed(code));
            sure |= listed.is_some();
            let code = listed.or_else(|| organization(rest))?;
            codes.push(code);
            rest = &rest[code.len()..];
        }
        codes.extend((rest.len() == 2).then_some(rest));
        (sure && rest.len() != 1).then_some(codes)
    })
}

/// The longest organization that `text` begins with.
fn organization(text: &str) -> Option<&str> {
    let fitting = ORGANIZATIONS.iter().filter(|name| text.starts_with(**name));
    fitting.map(|name| name.len()).filter(|&length| length > 2).max().map(|length| &text[..length])
}

/// Whether the word is a subject or programme code that the table knows.
fn is_listed(word: &str) -> bool {
    SUBJECTS.contains(word) || PROGRAMS.contains(word)
}

/// Whether a word is surely a code by itself: listed, or as short as a country's code, or a programme's by its K.
pub(super) fn is_code(word: &str) -> bool {
    match kind(word) {
        TagKind::Subject => SUBJECTS.contains(word),
        kind => kind != TagKind::Unknown,
    }
}

/// What a word stands for: by the tables, else by its length.
pub(super) fn kind(word: &str) -> TagKind {
    let letters = word.bytes().all(|byte| byte.is_ascii_alphabetic());
    match word.len() {
        _ if ORGANIZATIONS.contains(word) => TagKind::Organization,
        2 if letters => TagKind::Country,
        4 if letters && word.starts_with('K') => TagKind::Program,
        4 if letters => TagKind::Subject,
        _ => TagKind::Unknown,
    }
}

/// The words of a list.
fn list(words: &'static str) -> HashSet<&'static str> {
    words.split_ascii_whitespace().collect()
}
