/// The names by which the columns of a kind are known, Vietnamese and English, in the form of `HeaderCell.key`.
struct HeaderNames: Sendable {
    /// What a name stands for.
    struct Meaning: Equatable, Sendable {
        var field: ImportField
        /// A name that says it only by the way, used where no column says it outright: `Note` where there is no
        /// `Description`.
        var isSecondary: Bool
    }

    private let meanings: [String: Meaning]

    private init(primary: [ImportField: [String]], secondary: [ImportField: [String]]) {
        var table: [String: Meaning] = [:]
        for (field, names) in primary {
            for name in names { table[name] = Meaning(field: field, isSecondary: false) }
        }
        for (field, names) in secondary {
            for name in names where table[name] == nil { table[name] = Meaning(field: field, isSecondary: true) }
        }
        meanings = table
    }

    func meaning(of key: String) -> Meaning? { meanings[key] }

    static let contacts = HeaderNames(primary: contactNames, secondary: secondaryContactNames)
    static let companies = HeaderNames(primary: companyNames, secondary: secondaryCompanyNames)
}

// MARK: - Contacts

extension HeaderNames {
    private static let contactNames: [ImportField: [String]] = [
        .name: [
            "name", "fullname", "contactname", "customername", "clientname", "contact", "ten", "hoten", "hovaten",
            "tendaydu", "tenlienhe", "tenkhachhang", "tenkh", "hotenkhachhang", "hovatenkhachhang", "nguoilienhe",
            "tennguoilienhe", "tenlienlac", "nguoilienlac", "hotenkh", "contactfullname", "customerfullname",
            "personname",
            "hovatenkh", "hotennguoilienhe", "hovatennguoilienhe", "tennguoidaidien", "quykhach",
        ],
        .phone: [
            "phone", "phones", "phonenumber", "phoneno", "telephone", "telephonenumber", "tel", "telno", "mobile",
            "mobilephone", "mobilenumber", "cellphone", "cell", "cellnumber", "contactnumber", "hotline", "sodienthoai",
            "dienthoai", "sdt", "sodt", "dt", "didong", "dienthoaididong", "sodidong", "sodienthoaididong", "dtdd",
            "sdtdd", "dtban", "dienthoaiban", "dienthoaicodinh", "sodienthoaikhachhang", "sdtkhachhang",
            "sodienthoailienhe", "sdtlienhe", "dienthoailienhe", "phonemobile", "homephone", "workphone",
            "businessphone", "primaryphone", "otherphone", "mainphone", "contactphone", "customerphone", "mobileno",
            "cellphonenumber", "cellno", "handphone", "sodienthoaichinh", "dienthoaichinh", "sdtchinh",
            "sodienthoaiphu", "dienthoaiphu", "sdtphu", "sodienthoaididongkhachhang", "sodtdd", "sodtkhachhang",
            "sodtlienhe", "dienthoaikhachhang", "sophone", "sodd", "dtlienhe", "mayban", "sodienthoaiban",
        ],
        .email: [
            "email", "emails", "emailaddress", "mail", "mailaddress", "diachiemail", "thudientu", "diachithudientu",
            "hopthu", "hopthudientu", "emailkhachhang", "emaillienhe", "workemail", "primaryemail", "personalemail",
            "contactemail", "customeremail", "businessemail", "emailcanhan", "emailcongty", "emailchinh", "emailphu",
            "gmail", "thudientukhachhang",
        ],
        .position: [
            "position", "jobtitle", "jobposition", "title", "role", "chucvu", "chucdanh", "vitri", "vitricongviec",
            "vitricongtac", "designation", "jobrole", "capbac", "chucvucongviec", "chucvuhientai",
        ],
        .company: [
            "company", "companyname", "organization", "organisation", "organizationname", "organisationname",
            "business",
            "businessname", "accountname", "employer", "doanhnghiep", "tendoanhnghiep", "congty", "tencongty", "cty",
            "tencty", "tochuc", "tentochuc", "donvi", "tendonvi", "coquan", "noilamviec", "tencoquan", "noicongtac",
            "donvicongtac", "workplace", "firm",
        ],
        .manager: [
            "accountmanager", "manager", "owner", "accountowner", "contactowner", "agent", "agentemail", "assignedto",
            "assignee", "salesrep", "salesperson", "manageremail", "accountmanageremail", "taikhoanquanly",
            "nguoiquanly",
            "quanly", "nguoiphutrach", "phutrach", "nhanvienphutrach", "nhanvienquanly", "emailquanly",
            "emailnguoiquanly", "emailnguoiphutrach", "emailtaikhoanquanly", "nguoiphutrachchinh", "accountphutrach",
        ],
        .rating: [
            "rating", "priority", "stars", "star", "rank", "ranking", "xephang", "danhgia", "uutien", "douutien",
            "mucuutien", "mucdouutien", "sosao", "hang",
        ],
        .address: [
            "address", "streetaddress", "street", "fulladdress", "homeaddress", "mailingaddress", "address1",
            "addressline1", "diachi", "diachinha", "diachilienhe", "diachilienlac", "diachikhachhang",
            "diachithuongtru",
            "diachicutru", "diachihientai", "diachitamtru", "diachigiaohang", "diachinharieng", "noio", "choohiennay",
            "sonha", "postaladdress", "residentialaddress", "contactaddress", "shippingaddress",
        ],
        .city: [
            "city", "town", "province", "cityprovince", "provincecity", "state", "thanhpho", "tinh", "tinhthanh",
            "tinhthanhpho", "tinhtp", "tptinh", "thanhphotinh", "tp", "khuvuc",
        ],
        .postalCode: [
            "postalcode", "postcode", "zip", "zipcode", "zippostalcode", "mabuudien", "mabuuchinh", "mavung",
            "mabuucuc",
        ],
        .description: ["description", "about", "mota", "motachitiet", "gioithieu", "thongtinmota"],
        .facebook: [
            "facebook", "fb", "facebookurl", "facebooklink", "linkfacebook", "linkfb", "trangfacebook", "facebookid",
            "taikhoanfacebook",
        ],
        .utmSource: ["utmsource"],
        .utmMedium: ["utmmedium"],
        .utmCampaign: ["utmcampaign"],
        .utmTerm: ["utmterm"],
        .utmContent: ["utmcontent"],
    ]

    private static let secondaryContactNames: [ImportField: [String]] = [
        .name: ["khachhang", "customer", "client", "lienhe", "nguoidaidien", "displayname", "kh"],
        .company: ["masothue", "mst", "masothuecongty", "masothuedoanhnghiep", "taxcode", "vat", "vatnumber", "taxid"],
        .description: [
            "note", "notes", "comment", "comments", "remark", "remarks", "ghichu", "luuy", "noidung", "thongtinthem",
            "nhanxet", "chuthich",
        ],
    ]
}

// MARK: - Companies

extension HeaderNames {
    private static let companyNames: [ImportField: [String]] = [
        .name: [
            "name", "company", "companyname", "organization", "organisation", "organizationname", "organisationname",
            "business", "businessname", "accountname", "legalname", "ten", "congty", "tencongty", "tencty",
            "doanhnghiep", "tendoanhnghiep", "tentochuc", "tochuc", "tendonvi", "donvi", "coquan", "tencoquan",
            "tenphaply", "tendaydu", "tengiaodich",
        ],
        .taxCode: [
            "taxcode", "taxid", "taxnumber", "taxno", "taxidentificationnumber", "tin", "vat", "vatcode", "vatnumber",
            "vatid", "vatno", "masothue", "mst", "masothuecongty", "masothuedoanhnghiep", "masodoanhnghiep", "msdn",
            "mathue",
        ],
        .phone: [
            "phone", "phonenumber", "phoneno", "telephone", "telephonenumber", "tel", "telno", "hotline",
            "companyphone", "businessphone", "mobile", "sodienthoai", "dienthoai", "sdt", "sodt", "dt",
            "dienthoaicongty", "sodienthoaicongty", "dienthoaiban", "dienthoaicodinh", "duongdaynong",
        ],
        .email: [
            "email", "emailaddress", "mail", "mailaddress", "companyemail", "diachiemail", "thudientu",
            "diachithudientu", "hopthu", "hopthudientu", "emailcongty",
        ],
        .website: [
            "website", "web", "site", "url", "homepage", "domain", "webaddress", "trangweb", "diachiweb", "trangchu",
        ],
        .address: [
            "address", "fulladdress", "companyaddress", "businessaddress", "streetaddress", "street", "headoffice",
            "diachi", "diachicongty", "diachitruso", "truso", "trusochinh", "diachilienhe", "diachidoanhnghiep",
        ],
        .description: ["description", "about", "profile", "mota", "motachitiet", "gioithieu", "thongtinmota"],
    ]

    private static let secondaryCompanyNames: [ImportField: [String]] = [
        .name: ["khachhang", "tenkhachhang", "customer", "customername", "client", "clientname", "account"],
        .description: [
            "note", "notes", "comment", "comments", "remark", "remarks", "ghichu", "luuy", "noidung", "thongtinthem",
            "nganhnghe", "linhvuc", "industry",
        ],
    ]
}
