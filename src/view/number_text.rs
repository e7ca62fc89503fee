use icu_decimal::DecimalFormatter;
use icu_decimal::input::Decimal;
use icu_locale_core::Locale;

use crate::lang::Lang;

/// A count as a page of that language prints it (CLDR): 1,234 in Chinese and English, 1.234 in German, 1 234 in French; plain digits where
/// nothing is known of the language.
pub fn number_text(number: u64, lang: &Lang) -> String {
    if number < 1000 && (lang.is_chinese() || lang.tag().starts_with("en")) {
        return number.to_string();
    }
    let formatter = lang.tag().parse::<Locale>().ok().and_then(|locale| DecimalFormatter::try_new((&locale).into(), Default::default()).ok());
    formatter.map_or_else(|| number.to_string(), |formatter| formatter.format(&Decimal::from(number)).to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_groups_in_its_way() {
        for (tag, text) in [("zh-Hans", "1,234,567"), ("en", "1,234,567"), ("de", "1.234.567"), ("hi", "12,34,567"), ("fa", "۱٬۲۳۴٬۵۶۷")] {
            assert_eq!(number_text(1_234_567, &Lang::new(tag).expect(tag)), text, "{tag}");
        }
        assert_eq!(number_text(12, &Lang::new("en").expect("en")), "12");
    }
}
