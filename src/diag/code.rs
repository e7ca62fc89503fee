/// How bad a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Worth knowing; nothing to do.
    Note,
    /// Should be looked at; does not stop a build.
    Warning,
    /// Stops the build; exit status 1.
    Error,
}

impl Severity {
    /// The word in reports and JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

macro_rules! codes {
    ($( $variant:ident $name:literal $severity:ident $zh:literal $en:literal )*) => {
        /// What kind of finding a diagnostic is; stable kebab-case names. `explain` tells what each means.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code { $( #[doc = $en] $variant, )* }

        impl Code {
            /// Every code, in the order of this table.
            pub const ALL: &'static [Code] = &[ $( Code::$variant, )* ];

            /// The stable name.
            pub fn name(self) -> &'static str {
                match self { $( Code::$variant => $name, )* }
            }

            /// How bad it is unless the site says otherwise.
            pub fn severity(self) -> Severity {
                match self { $( Code::$variant => Severity::$severity, )* }
            }

            /// What it is called, Chinese and English.
            pub fn title(self) -> (&'static str, &'static str) {
                match self { $( Code::$variant => ($zh, $en), )* }
            }
        }
    };
}

codes! {
    // reading files
    Undecodable         "undecodable"          Error   "文件编码无法识别"        "A file that cannot be decoded"
    FrontMatterSyntax   "front-matter-syntax"  Error   "文件头写法有误"          "Front matter that cannot be parsed"
    UnknownField        "unknown-field"        Error   "不认识的字段"            "A field that this kind does not have"
    WrongType           "wrong-type"           Error   "字段的值类型不对"        "A field with a value of the wrong type"
    MissingField        "missing-field"        Error   "缺少必填字段"            "A required field that is missing"
    BadValue            "bad-value"            Error   "字段的值不可用"          "A field with a value that cannot be used"
    SettingsSyntax      "settings-syntax"      Error   "设置写法有误"            "Settings that cannot be parsed"
    UnknownSetting      "unknown-setting"      Error   "不认识的设置"            "A setting that does not exist"
    Unreadable          "unreadable"           Error   "文件读不出来"            "A file that cannot be read"
    BadFileName         "bad-file-name"        Error   "文件名不能用"            "A file name that cannot be used"
    SettingIdle         "setting-idle"         Warning "不起作用的设置"          "A setting that has no effect"
    CardFont            "card-font"            Warning "分享图没有字体可用"      "Cards without a font"
    CardCharacter       "card-character"       Warning   "分享图上缺字"            "A character that cards lack"
    LinkOutside         "link-outside"         Warning "快捷方式指向站点之外"    "A symbolic link that leads out of the site"
    UnknownLanguage     "unknown-language"     Warning "没有配置的语言后缀"      "A language suffix that the settings do not know"
    EmptyContent        "empty-content"        Error   "没有可发布的内容"        "A content folder with nothing to publish"
    // the site as a whole
    DuplicateUrl        "duplicate-url"        Error   "两个文档同一网址"        "Two documents with one URL"
    DeadLink            "dead-link"            Error   "链接的文件不存在"        "A link that leads nowhere"
    DeadAnchor          "dead-anchor"          Error   "链接的锚点不存在"        "An anchor that leads nowhere"
    MissingPicture      "missing-picture"      Error   "图片不存在"              "A picture that is missing"
    BrokenPicture       "broken-picture"       Error   "图片无法读取"            "A picture that cannot be read"
    ActivePicture       "active-picture"       Error   "SVG 含有脚本或外部内容"  "An SVG with a program or something from elsewhere"
    PictureSize         "picture-size"         Warning "图片后的尺寸不起作用"    "A size behind a picture that has no effect"
    PicturePosition     "picture-position"     Note    "照片带有拍摄位置"        "A photo that carries its position"
    TellingPicture      "telling-picture"      Error   "照片的拍摄信息去不掉"    "A photo whose metadata cannot be taken out"
    TellingFilm         "telling-film"         Error   "视频带有拍摄地点"        "A film that tells where it was taken"
    MissingFile         "missing-file"         Error   "附件文件不存在"          "A download that is missing"
    UnknownPoint        "unknown-point"        Error   "落实的要点不存在"        "A notice point that does not exist"
    AnchorMismatch      "anchor-mismatch"      Warning "译文与原文的结构不一致"  "A translation whose anchors differ from its original"
    MissingTranslation  "missing-translation"  Note    "没有译文"                "A document without a version in another language"
    StaleTranslation    "stale-translation"    Warning "译文落后于原文"          "A translation older than what it translates"
    UntranslatedPart    "untranslated-part"    Warning "译文有待译的段落"        "A passage that is still to be translated"
    TermRendering       "term-rendering"       Warning "术语用了别的译法"        "A term in another rendering"
    UnverifiedTerm      "unverified-term"      Note    "术语的译法没有出处"      "A term whose rendering has no source"
    RareCharacter       "rare-character"       Note    "生僻字"                  "A character that fonts may lack"
    SampleContent       "sample-content"       Note    "示例内容"                "Placeholder content"
    EmptySection        "empty-section"        Note    "栏目没有内容"            "A section without documents"
    MissingAlt          "missing-alt"          Warning "图片没有替代文字"        "A picture without alternative text"
    AnchorGone          "anchor-gone"          Warning "公布过的锚点不在了"      "A published anchor whose target went"
    AnchorMoved         "anchor-moved"         Warning "公布过的锚点换了所指"    "A published anchor that now names another place"
    LockDamaged         "lock-damaged"         Error   "锚点记录有损坏"          "A damaged record of anchors"
    DuplicateId         "duplicate-id"         Error   "同页锚点重复"            "One anchor twice on a page"
    // the publishing gate
    RedirectLoop        "redirect-loop"        Error   "旧网址转向自己"          "An old address that leads to itself"
    WrongWord           "wrong-word"           Warning "用词表里的错词"          "A word that a list calls wrong"
    WrongTitle          "wrong-title"          Warning "姓名与职务不符"          "A name with a title that is not theirs"
    WrongOrder          "wrong-order"          Warning "姓名排序不对"            "Names out of their order"
    WideDigits          "wide-digits"          Warning "全角数字"                "Full-width digits"
    HalfWidthMark       "half-width-mark"      Note    "中文里的半角标点"        "A half-width mark in Chinese text"
    UnitForm            "unit-form"            Warning "单位符号大小写不对"      "A unit symbol in the wrong case"
    DoubleEstimate      "double-estimate"      Warning "概数说了两遍"            "An estimate said twice"
    MixedDate           "mixed-date"           Warning "日期混用两种数字"        "A date in two kinds of figures"
    QuoteDiffers        "quote-differs"        Warning "引文与原文差几个字"      "A quotation that differs from its source"
    PrivateCharacter    "private-character"    Warning "别处显示不出的字符"      "A private-use character"
    HiddenCharacter     "hidden-character"     Warning "看不见的字符"            "An invisible character"
    OrphanPage          "orphan-page"          Note    "没有入口的网页"          "A page that nothing leads to"
    SimilarTitle        "similar-title"        Note    "标题几乎相同"            "Two documents with nearly one title"
    EmptyPart           "empty-part"           Warning "标题下面没有内容"        "A heading with nothing under it"
    UndatedItem         "undated-item"         Note    "没有日期"                "An item without a date"
    DateAhead           "date-ahead"           Warning "日期还没有到"            "A date that is still to come"
    FutureItem          "future-item"          Note    "未到发布时间"            "A document whose time has not come"
    WithdrawnItem       "withdrawn-item"       Note    "已经撤下"                "A document that was withdrawn"
    LinkToWithdrawn     "link-to-withdrawn"    Warning "链接到已撤下的文章"      "A link to a withdrawn document"
    ExpiredItem         "expired-item"         Note    "已经过期"                "A document that has expired"
    HeadingOrder        "heading-order"        Note    "标题跳级"                "Headings that skip a level"
    PoorAlt             "poor-alt"             Warning "替代文字没有内容"        "An alternative text that says nothing"
    FooterOrganiser     "footer-organiser"     Note    "页脚没有主办单位"        "A footer without an organiser"
    FooterContact       "footer-contact"       Note    "页脚没有联系方式"        "A footer without a contact"
    FooterFiling        "footer-filing"        Note    "页脚没有备案号"          "A footer without filing numbers"
    ExampleAddress      "example-address"      Note    "网址还是例子"            "The address is still an example"
    MetaPlaceholder     "meta-placeholder"     Warning "元数据是占位文字"        "Metadata left as a placeholder"
    MetaMismatch        "meta-mismatch"        Warning "元数据不是本站的"        "Metadata of another site"
    UnportableName      "unportable-name"      Warning "文件名换系统用不了"      "A file name that other systems cannot hold"
    HeavyPicture        "heavy-picture"        Warning "图片太大"                "A picture that is too large"
    OutsideGone         "outside-gone"         Warning "外站网页已经没有了"      "A page of another site that is gone"
    OutsideUnverified   "outside-unverified"   Note    "外站链接无法核实"        "A link to another site that cannot be verified"
    FileAuthor          "file-author"          Note    "文件属性里有人名"        "A file whose properties name somebody"
    // judgements
    UnknownAcceptance   "unknown-acceptance"   Warning "认可的问题已经没有了"    "An acceptance that fits no finding"
    ExpiredAcceptance   "expired-acceptance"   Warning "认可已经过期"            "An acceptance past its day"
    // making
    TemplateError       "template-error"       Error   "模板有误"                "A template that fails"
    ThemeSetting        "theme-setting"        Error   "主题的图片设置有误"      "A theme that asks for impossible pictures"
    MissingWord         "missing-word"         Error   "主题缺少固定用语"        "A fixed word that the theme lacks"
    MissingTemplate     "missing-template"     Error   "主题缺少模板"            "A template that the theme lacks"
    BrokenStyle         "broken-style"         Error   "样式片段没有写完整"      "A part of a style sheet that is not closed"
    ForeignFile         "foreign-file"         Warning "输出目录里有别的文件"    "A file in the output that is not ours"
    ForeignInTheWay     "foreign-in-the-way"   Error   "别的文件占了输出位置"    "A foreign file where a page should stand"
    ComponentName       "component-name"       Warning "没有这样的组件"          "A component that does not exist"
    OpenFence           "open-fence"           Error   "组件或代码没有结束"      "A component or code that is not closed"
    ComponentField      "component-field"      Error   "组件里的栏目不对"        "A component with a wrong or missing field"
    ComponentValue      "component-value"      Error   "组件里的内容不可用"      "A component with a value that cannot be used"
    RawHtml             "raw-html"             Warning "网页代码已清理"          "Raw HTML that was cleaned"
    // the way in
    UnusableDocument    "unusable-document"    Error   "文件导入不了"            "A file that cannot be imported"
    TrackedChanges      "tracked-changes"      Warning "文件里有未定的修订"      "Tracked changes that were taken as accepted"
    WechatTooLong       "wechat-too-long"      Warning "公众号正文太长"          "A text too long for WeChat"
    LeftOut             "left-out"             Warning "有内容没有导入"          "Something that was not imported"
    // notices: mends
    JoinPageBreak       "join-page-break"      Note    "跨页断开的段落已接上"    "A paragraph cut by a page break was rejoined"
    JoinLine            "join-line"            Note    "折行断开的段落已接上"    "A paragraph cut by a line end was rejoined"
    PageNumber          "page-number"          Note    "页码已去掉"              "A page number was taken out"
    RepeatedHeader      "repeated-header"      Note    "重复的页眉已去掉"        "A page's repeated header was taken out"
    DoubledLine         "doubled-line"         Note    "重复的整行已去掉"        "A line printed twice was taken out once"
    SpaceInChinese      "space-in-chinese"     Note    "汉字间的空格已去掉"      "A space inside Chinese text was taken out"
    LookAlikeRadical    "look-alike-radical"   Note    "部首字符已换成汉字"      "A radical was read as the character it looks like"
    HalfWidthPunctuation "half-width-punctuation" Note "半角标点已换成全角"      "A half-width mark in Chinese text was widened"
    StrayBold           "stray-bold"           Note    "多余的加粗标记已去掉"    "Stray bold marks were taken out"
    HeadingMark         "heading-mark"         Note    "多余的标题标记已理顺"    "A stray heading mark was put right"
    // notices: findings
    PrintLineTruncated  "print-line-truncated" Warning "印发行不完整"            "A print line that is cut short"
    DoubledWord         "doubled-word"         Warning "词语重复"                "A word that stands twice"
    Classified          "classified"           Error   "文件带有密级标志"        "A classified document"
    NotANotice          "not-a-notice"         Note    "没有认出公文"            "A text that is no official document"
    RunTogether         "run-together"         Note    "多个序号写在一行"        "Numbered items on one line"
    CutShort            "cut-short"            Warning "正文没有结尾"            "A text that breaks off in a sentence"
    LostCharacter       "lost-character"       Warning "有文字丢失"              "Characters that a converter lost"
    UnreadableDate      "unreadable-date"      Warning "成文日期无法辨认"        "A date that cannot be read"
    ImpossibleDate      "impossible-date"      Warning "日历上没有的日期"        "A date that no calendar has"
    WrongBrackets       "wrong-brackets"       Warning "发文字号括号不对"        "A document number with the wrong brackets"
    PaddedNumber        "padded-number"        Warning "数字前多写了 0"          "A number or date with leading zeros"
    NumberWithDi        "number-with-di"       Warning "发文字号多写了“第”"      "A document number with the word di"
    ShortYear           "short-year"           Warning "年份没有写全"            "A document number with a short year"
    NumberIncomplete    "number-incomplete"    Warning "发文字号缺“号”"          "A document number that lacks its closing hao"
    OrdinalGap          "ordinal-gap"          Warning "序号不连续"              "A gap in the ordinals"
    OrdinalRepeat       "ordinal-repeat"       Warning "序号重复"                "An ordinal that stands twice"
    OrdinalMark         "ordinal-mark"         Note    "序号标点不规范"          "An ordinal with the wrong mark"
    MissingAttachment   "missing-attachment"   Warning "提到的附件不存在"        "A reference to an attachment that does not exist"
    AttachmentMismatch  "attachment-mismatch"  Warning "附件说明与附件不一致"    "A list of attachments that differs from them"
    LoneAttachmentNumber "lone-attachment-number" Note "单个附件不必编号"        "A single attachment with a number"
    WeekdayMismatch     "weekday-mismatch"     Warning "星期与日期不符"          "A weekday that contradicts its date"
    DateAfterPublication "date-after-publication" Warning "成文日期晚于发布日期" "A date later than the page's own"
    PrintBeforeDate     "print-before-date"    Warning "印发日期早于成文日期"    "A print date before the date"
    PersonalPhone       "personal-phone"       Warning "公开了手机号码"          "A mobile number in published text"
    PersonalIdentity    "personal-identity"    Warning "公开了身份证号码"        "An identity-card number in published text"
}
