import CCurl
import RPCCore

/// One attempt to hand a message to a mail server, by libcurl.
struct SMTPTransfer: Sendable {
    /// What the server said of a message.
    enum Outcome: Sendable, Equatable {
        case taken
        /// A later attempt may succeed.
        case postponed(String)
        /// No attempt will.
        case refused(String)
    }

    private static let connectSeconds = 15
    /// Seconds without a byte after which an attempt is given up.
    private static let silentSeconds = 60
    /// libcurl is set up once for the process; it does not matter when that fails, as every transfer then fails.
    private static let isStarted = danhba_curl_start() == CURLE_OK

    let server: SMTPServer
    let seconds: Int
    /// Ends the attempt early.
    let cancellation: Cancellation

    /// Makes the attempt; blocks until it has ended, on a thread for that.
    func send(_ message: [UInt8], to address: String) -> Outcome {
        guard Self.isStarted, let handle = curl_easy_init() else {
            return .postponed("There is no memory for libcurl.")
        }
        defer { curl_easy_cleanup(handle) }
        guard let recipients = curl_slist_append(nil, "<\(address)>") else {
            return .postponed("There is no memory for libcurl.")
        }
        defer { curl_slist_free_all(recipients) }
        let upload = Upload(message, cancellation)
        return withExtendedLifetime(upload) {
            withUnsafeTemporaryAllocation(of: CChar.self, capacity: Int(CURL_ERROR_SIZE)) { reason in
                reason.initialize(repeating: 0)
                var code = configure(handle, recipients: recipients)
                if code == CURLE_OK { code = danhba_curl_set_error_buffer(handle, reason.baseAddress) }
                if code == CURLE_OK { code = upload.attach(to: handle) }
                if code == CURLE_OK { code = curl_easy_perform(handle) }
                return Self.outcome(code, response: danhba_curl_response_code(handle), reason)
            }
        }
    }

    private func configure(_ handle: UnsafeMutableRawPointer, recipients: UnsafeMutablePointer<curl_slist>) -> CURLcode
    {
        let level: curl_usessl =
            switch server.security {
            case .required: CURLUSESSL_ALL
            case .optional: CURLUSESSL_TRY
            case .off: CURLUSESSL_NONE
            }
        var texts: [(CURLoption, String)] = [
            (CURLOPT_URL, server.url), (CURLOPT_MAIL_FROM, "<\(server.from)>"), (CURLOPT_PROTOCOLS_STR, "smtp,smtps"),
            // Not through a proxy that the environment names for browsers.
            (CURLOPT_PROXY, ""),
        ]
        if let trust = server.trustFile { texts.append((CURLOPT_CAINFO, trust)) }
        if let credentials = server.credentials {
            texts += [(CURLOPT_USERNAME, credentials.user), (CURLOPT_PASSWORD, credentials.password)]
        }
        let numbers: [(CURLoption, Int)] = [
            (CURLOPT_USE_SSL, Int(level.rawValue)), (CURLOPT_NOSIGNAL, 1),
            (CURLOPT_CONNECTTIMEOUT, Self.connectSeconds), (CURLOPT_TIMEOUT, seconds), (CURLOPT_LOW_SPEED_LIMIT, 1),
            (CURLOPT_LOW_SPEED_TIME, Self.silentSeconds),
        ]
        for (option, text) in texts {
            let code = danhba_curl_set_text(handle, option, text)
            if code != CURLE_OK { return code }
        }
        for (option, number) in numbers {
            let code = danhba_curl_set_number(handle, option, number)
            if code != CURLE_OK { return code }
        }
        return danhba_curl_set_list(handle, CURLOPT_MAIL_RCPT, recipients)
    }

    /// 550 to 559 concern the message or its recipient; what else fails may be another at the next attempt.
    private static func outcome(
        _ code: CURLcode, response: Int, _ reason: UnsafeMutableBufferPointer<CChar>
    ) -> Outcome {
        if code == CURLE_OK { return .taken }
        var text = String(decoding: reason.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        if text.isEmpty { text = String(cString: curl_easy_strerror(code)) }
        if response > 0 { text += " (the server's last answer was \(response))" }
        return (550...559).contains(response) ? .refused(text) : .postponed(text)
    }
}

/// The bytes that libcurl fetches; lives as long as the transfer and is used by its thread alone.
private final class Upload {
    private let bytes: [UInt8]
    private let cancellation: Cancellation
    private var position = 0

    init(_ bytes: [UInt8], _ cancellation: Cancellation) {
        self.bytes = bytes
        self.cancellation = cancellation
    }

    /// Both functions are called inside `curl_easy_perform` alone.
    func attach(to handle: UnsafeMutableRawPointer) -> CURLcode {
        danhba_curl_set_upload(
            handle,
            { buffer, size, count, context in
                guard let buffer, let context else { return 0 }
                return Unmanaged<Upload>.fromOpaque(context).takeUnretainedValue().read(
                    into: buffer, limit: size * count)
            },
            { context, _, _, _, _ in
                guard let context else { return 0 }
                return Unmanaged<Upload>.fromOpaque(context).takeUnretainedValue().cancellation.isCancelled ? 1 : 0
            },
            Unmanaged.passUnretained(self).toOpaque(), curl_off_t(bytes.count))
    }

    private func read(into buffer: UnsafeMutablePointer<CChar>, limit: Int) -> Int {
        let piece = bytes[position..<min(bytes.count, position + limit)]
        UnsafeMutableRawBufferPointer(start: buffer, count: limit).copyBytes(from: piece)
        position = piece.endIndex
        return piece.count
    }
}
