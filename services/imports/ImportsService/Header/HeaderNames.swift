/// The names by which columns are known, Vietnamese and English, in the form of `HeaderKey`.
enum HeaderNames {
    /// What a name stands for.
    struct Meaning: Equatable, Sendable {
        var field: ImportField
        /// A name that says it only by the way, used where no column says it outright: `Note` where there is no
        /// `Description`.
        var isSecondary: Bool
    }

    static func meaning(of key: String) -> Meaning? { meanings[key] }

    private static let meanings: [String: Meaning] = {
        var table: [String: Meaning] = [:]
        for (field, names) in primary {
            for name in names { table[name] = Meaning(field: field, isSecondary: false) }
        }
        for (field, names) in secondary {
            for name in names where table[name] == nil { table[name] = Meaning(field: field, isSecondary: true) }
        }
        return table
    }()

    private static let primary: [ImportField: [String]] = [
        .name: [
            "name", "fullname", "contactname", "customername", "clientname", "contact", "ten", "hoten", "hovaten",
            "tendaydu", "tenlienhe", "tenkhachhang", "tenkh", "hotenkhachhang", "hovatenkhachhang", "nguoilienhe",
            "tennguoilienhe", "tenlienlac", "nguoilienlac", "hotenkh",
        ],
        .phone: [
            "phone", "phones", "phonenumber", "phoneno", "telephone", "telephonenumber", "tel", "telno", "mobile",
            "mobilephone", "mobilenumber", "cellphone", "cell", "cellnumber", "contactnumber", "hotline", "sodienthoai",
            "dienthoai", "sdt", "sodt", "dt", "didong", "dienthoaididong", "sodidong", "sodienthoaididong", "dtdd",
            "sdtdd", "dtban", "dienthoaiban", "dienthoaicodinh", "sodienthoaikhachhang", "sdtkhachhang",
            "sodienthoailienhe", "sdtlienhe", "dienthoailienhe", "phonemobile", "homephone", "workphone",
            "businessphone",
            "primaryphone", "otherphone",
        ],
        .email: [
            "email", "emails", "emailaddress", "mail", "mailaddress", "diachiemail", "thudientu", "diachithudientu",
            "hopthu", "hopthudientu", "emailkhachhang", "emaillienhe", "workemail", "primaryemail",
        ],
        .position: [
            "position", "jobtitle", "jobposition", "title", "role", "chucvu", "chucdanh", "vitri", "vitricongviec",
            "vitricongtac",
        ],
        .company: [
            "company", "companyname", "organization", "organisation", "organizationname", "organisationname",
            "business",
            "businessname", "accountname", "employer", "doanhnghiep", "tendoanhnghiep", "congty", "tencongty", "cty",
            "tencty", "tochuc", "tentochuc", "donvi", "tendonvi", "coquan", "noilamviec",
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
            "diachicutru",
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

    private static let secondary: [ImportField: [String]] = [
        .name: ["khachhang", "customer", "client", "lienhe", "nguoidaidien", "displayname", "kh"],
        .company: ["masothue", "mst", "masothuecongty", "masothuedoanhnghiep", "taxcode", "vat", "vatnumber", "taxid"],
        .description: [
            "note", "notes", "comment", "comments", "remark", "remarks", "ghichu", "luuy", "noidung", "thongtinthem",
            "nhanxet", "chuthich",
        ],
    ]
}
