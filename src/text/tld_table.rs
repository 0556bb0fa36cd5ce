//! Made by scripts/tld-table.mjs from twitter-text's tlds.yml @30e2430 (licence Apache-2.0); do not edit.

/// Names of two letters: bit `second - 'a'` of row `first - 'a'`.
#[rustfmt::skip]
pub(super) static SHORT: [u32; 26] = [
    0x2df797c, 0x36f7bfb, 0x3f27ded, 0x2005610, 0x1e00d4, 0x25700, 0x15fb9fb, 0x1a3400, 0xf7818,
    0xd010, 0x342b1d0, 0x13e0507, 0x3fffcfd, 0x212c975, 0x1000, 0x14e3cf1, 0x1, 0x544010,
    0x3be7fdf, 0x26afeec, 0x3041441, 0x102155, 0x40020, 0x0, 0x80010, 0x401001,
];

/// The 1164 names of three letters and more, sorted. A capital starts a name and says how many letters the name shares
/// with the one before (`A` none, `B` one).
pub(super) static LONG: &str = "\
    AaaaCrpBbarthCbDottDvieCcCleCogadoCudhabiBcademyCcentureDountantKsCoCtiveDorBdacCsCultBegCroCtnaBfamilycompanyClCr\
    icaBgakhanCencyBigDoCrbusDforceDtelBkdnBlfaromeoCibabaDpayClfinanzDstateDyCsaceDtomBmericanexpressIfamilyDxCfamCic\
    aCsterdamBnalyticsCdroidCquanCzBolBpartmentsCpDleBquarelleBrabDmcoCchiCmyCpaCtDeBsdaCiaCsociatesBthletaCtorneyBuct\
    ionCdiEbleEoCspostCthorDoEsBviancaBwsBxaBzureAbabyCiduCnamexEnarepublicDdDkCrDcelonaElaycardHsDefootDgainsCseballD\
    ketballCuhausCyernBbcCtCvaBcgCnBeatsDutyCerCntleyCrlinCstEbuyCtBhartiBibleCdCkeCngEoCoCzBlackFfridayDncoCockbuster\
    DgDombergCueBmsCwBnlCpparibasBoatsCehringerCfaCmCndCoDkEingDtsCschDtikEonCtCutiqueCxBradescoCidgestoneCoadwayDkerD\
    therCusselsBudapestCgattiCildFersCsinessCyCzzBzhAcabCfeClDlDvinkleinCmDeraDpCncerresearchDonCpetownDitalHoneCrDava\
    nDdsDeEerGsDsDtierCsaDeEihDhDinoCtDeringDholicBbaCnCreCsBebCnterCoCrnBfaCdBhanelEnelDrityDseDtCeapCintaiCloeCristm\
    asDomeDyslerCurchBiprianiCrcleCscoCtadelDiEcDyEeatsBlaimsCeaningCickDnicFqueCothingDudCubEmedBoachCdesCffeeCllegeD\
    ogneCmDcastDmbankEunityDpanyFreEuterDsecCndosDstructionEultingDtactEractorsCokingHchannelDlDpCrsicaCuntryDponGsDrs\
    esBpaBreditGcardGunionCicketCownCsCuiseGsBscBuisinellaBymruCouAdaburCdCnceCtaDeDingDsunCyBclkBdsBealEerEsCgreeCliv\
    eryDlDoitteDtaCmocratCntalEistCsiEgnCvBhlBiamondsCetCgitalCrectGoryCscountFverDhCyBnpBocsDtorCdgeCgChaCmainsCosanC\
    tCwnloadBriveBtvBubaiCckCnlopDsCpontCrbanBvagCrAearthCtBcoBdekaCuDcationBmailCerckBnergyCgineerIingCterprisesBpost\
    CsonBquipmentBricssonCniBsqCtateCuranceBtisalatBurovisionCsBventsDrbankBxchangeCpertDosedDressCtraspaceAfageCilDrw\
    indsDthCmilyCnDsCrmEersCshionDtBedexCedbackCrrariEeroBiatCdelityDoClmCnalEnceGialCreEstoneDmdaleCshEingCtDnessBlic\
    krDghtsDrCoristDwersCsmidthCyBooDdEnetworkDtballCrdDexDsaleDumCundationCxBreeDseniusClCogansDntdoorFierBtrBujitsuE\
    xeroxCnDdCrnitureCtbolByiAgalDleryEoEupCmeEsCpCrdenCyBbizBdnBeaCntEingCorgeBgeeBiftEsCvesDingBladeDssCeCobalEoBmai\
    lCbhCoCxBodaddyCldEpointDfCoDdhandsEyearDgEleCpCtCvBraingerDphicsDtisCeenCipeCoceryDupBuardianCcciCgeCideDtarsCruA\
    hairCmburgCngoutCusBboBdfcEbankBealthGcareClpDsinkiCreDmesBgtvBiphopCsamitsuCtachiCvBktBockeyCldingsDidayCmedepotE\
    goodsEsFenseCndaDeywellCrseCspitalDtEingCtDelesFsDmailCuseCwBsbcBtcBughesByattCundaiAibmBcbcCeCuBeeeBfmBinetBkanoB\
    mamatCdbCmoEbilienBncCdustriesCfinitiDoCgCkCstituteDuranceFeCtDelErnationalDuitCvestmentsBpirangaBrishBselectCmail\
    iCtDanbulBtauCvBvecoBwcAjaguarCvaBcbCpBeepCtztCwelryBioBlcClBmpBnjBobsDurgCtCyBpmorganCrsBuegosCniperAkaufenBddiBe\
    rryhotelsFlogisticsFpropertiesBfhBiaCmCnderEleCtchenCwiBoelnCmatsuCsherBpmgCnBrdCedBuokgroupByotoAlacaixaCdbrokesC\
    mborghiniDerCncasterEiaEomeDdEroverDxessCsalleCtDinoDrobeCwDyerBdsBeaseCclercCfrakCgalDoCxusBgbtBiaisonCdlCfeEinsu\
    ranceEstyleCghtingCkeCllyCmitedDoCncolnDdeDkCpsyCveDingCxilBlcCpBoanEsCckerDusCftClCndonCtteEoCveBplDfinancialBtdD\
    aBundbeckCpinCxeDuryAmacysCdridCifDsonCkeupCnDagementDgoCpCrketGingGsDriottDshallsCseratiCttelBbaBcdDonaldsCkinsey\
    BedDiaCetClbourneCmeDorialCnDuCoCrckmsdCtlifeBiamiCcrosoftClCniDtCtDsubishiBlbCsBmaBobiEleFyCdaCeCiCmCnashDeyDster\
    DtblancCparCrmonDtgageCscowCtoErcyclesCvDieEstarBsdBtnCpcCrBuseumCtualEelleAnabCdexCgoyaCmeCtionwideDuraCvyBbaBecC\
    tDbankDflixDworkCustarCwDhollandDsCxtEdirectDusBflBgoBhkBicoCkeDonCnjaCssanFyBokiaCrthwesternmutualEonCwDruzDtvBra\
    CwBttBycAobiCserverBffDiceBkinawaBlayanGgroupCdnavyCloBmegaBneCgCionClDineCyoursideBooBpenBracleDngeCgDanicCientex\
    pressDginsBsakaBtsukaCtBvhApageCmperedchefCnasonicDeraiCrisDsDtnersEsEyCssagensCyBccwBetBfizerBharmacyCdCilipsCone\
    DtoFgraphyFsCysioBiagetCcsDtetEuresCdCnDgDkConeerCzzaBlaceDyEstationCumbingDsBncBohlCkerClitieCrnCstBramericaDxiCe\
    ssCimeCoDdEuctionsDfDgressiveDmoDpertiesHyDtectionCuDdentialBubBwcAqponBuebecDstBvcAracingCdioCidBeadDlestateEtorF\
    yCcipesCdDstoneDumbrellaChabCiseFnDtClianceCnDtEalsCpairDortDublicanCstEaurantCviewGsCxrothBichEardliDohCghtathome\
    ClCoCpBmitBocherDksCdeoCgersComBsvpBugbyChrCnBweByukyuAsaarlandCfeEtyCkuraCleDonCmsclubEungCndvikHcoromantDofiCpDo\
    CrlCsCveCxoBbiCsBcaCbChaefflerDmidtDolarshipsEolDuleDwarzCienceCjohnsonCorDtBearchDtCcureFityCekClectCnerCrvicesCs\
    CvenCwCxDyBfrBhangrilaDrpDwCellCiaDkshaCoesDpEpingDujiDwEtimeCriramBilkCnaDglesCteBkiDnCyDpeBlingBmartCileBncfBocc\
    erDialCftbankEwareChuClarDutionsCngDyCyBpaceCiegelCortDtCreadbettingBrlCtBtadaDplesDrEhubDtebankFfarmEoilCcDgroupC\
    ockholmDrageEeCreamCudioEyCyleBucksCppliesFyEortCrfDgeryCzukiBwatchCiftcoverDssBydneyCmantecCstemsAtabCipeiClkCoba\
    oCrgetCtamotorsErDtooCxDiBciBdkBeamCchEnologyClDecityEfonicaCmasekCnnisCvaBhdCeaterFreBiaaCcketsCendaCffanyCpsCres\
    DolBjmaxxCxBkmaxxBmallBodayCkyoColsCpCrayCshibaCtalCursCwnCyotaDsBradeEingDiningDvelGchannelGersJinsuranceCustCvBu\
    beCiCnesCshuBvsAubankCsBconnectBnicomDversityCoBolBpsAvacationsCnaDguardBegasCnturesCrisignDsicherungCtBiajesCdeoC\
    gCkingCllasCnCpCrginCsaDionDtaFprintCvaDoBlaanderenBodkaClkswagenDvoCteDingDoCyageBuelosAwalesDmartDterCngEgouCrma\
    nCtchFesBeatherHchannelCbcamDerDsiteCdDdingCiboDrBhoswhoBienCkiClliamhillCnDdowsDeDnersBmeBolterskluwerCodsideCrkE\
    sDldCwBtcCfAxboxBeroxBfinityBihuanCnBperiaBxxByzAyachtsChooCmaxunCndexBodobashiCgaCkohamaCuDtubeBunAzapposCraBeroB\
    ipDpoBoneBuerich\
";

/// The 155 names that are not ASCII, separated by bars. A name that starts a longer one comes after it.
pub(super) static NON_ASCII: &str = "\
    한국|삼성|닷컴|닷넷|香港|香格里拉|餐厅|食品|飞利浦|電訊盈科|集团|通販|购物|谷歌|诺基亚\
    |联通|网络|网站|网店|网址|组织机构|移动|珠宝|点看|澳門|游戏|淡马锡|机构|書籍|时尚|新\
    闻|新加坡|政府|政务|招聘|手表|手机|我爱你|慈善|微博|广东|工行|家電|娱乐|天主教|大拿|\
    大众汽车|在线|嘉里大酒店|嘉里|商标|商店|商城|台灣|台湾|公益|公司|八卦|健康|信息|佛山|\
    企业|中文网|中國|中国|中信|世界|ポイント|ファッション|セール|ストア|コム|グーグル|クラウ\
    ド|みんな|გე|ລາວ|ไทย|คอม|ලංකා|ഭാരതം|ಭಾರತ|భారత్|சிங்கப்\
    பூர்|இலங்கை|இந்தியா|ଭାରତ|ભારત|ਭਾਰਤ|ভাৰত|ভারত|বাংলা\
    |संगठन|भारोत|भारतम्|भारत|नेट|कॉम|ڀارت|پاکستان|همرا\
    ه|موقع|موريتانيا|موبايلي|مليسيا|مصر|كوم|كاثوليك|قط\
    ر|فلسطين|عمان|عرب|عراق|شبكة|سورية|سودان|تونس|بھارت\
    |بيتك|بازار|بارت|ایران|امارات|المغرب|العليان|السعو\
    دية|الجزائر|البحرين|الاردن|ارامكو|اتصالات|ابوظبي|ק\
    ום|հայ|қаз|укр|срб|сайт|рф|рус|орг|онлайн|москва|м\
    он|мкд|ком|католик|ею|дети|бел|бг|ευ|ελ|vermögensb\
    eratung|vermögensberater\
";
