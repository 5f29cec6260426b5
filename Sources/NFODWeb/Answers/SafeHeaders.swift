import Crypto
import Foundation
import HTTPTypes

/// What every answer says to a browser (OWASP ASVS 5.0, 3.4). No cookies are ever set. Strict-Transport-Security is
/// left to the proxy, which is where TLS ends.
enum SafeHeaders {
    static let always: [(HTTPField.Name, String)] = [
        (.xContentTypeOptions, "nosniff"),
        (name("Referrer-Policy"), "no-referrer"),
        (.cacheControl, "no-store"),
        (name("Cross-Origin-Resource-Policy"), "same-origin"),
        (name("Cross-Origin-Opener-Policy"), "same-origin"),
        (name("X-Frame-Options"), "DENY"),
    ]

    /// Nothing may run or be fetched; a page may use its own style, known by its hash.
    static func policy(for answer: WebAnswer) -> String {
        let style = answer.kind == .html ? self.style(in: answer.body).map { "; style-src 'sha256-\(hash($0))'" } : nil
        let forms = answer.takesForms ? "'self'" : "'none'"
        return "default-src 'none'\(style ?? ""); base-uri 'none'; form-action \(forms); frame-ancestors 'none'"
    }

    /// The text of the page's one style element.
    private static func style(in page: String) -> Substring? {
        guard let start = page.range(of: "<style>"),
            let end = page.range(of: "</style>", range: start.upperBound..<page.endIndex)
        else { return nil }
        return page[start.upperBound..<end.lowerBound]
    }

    private static func hash(_ text: Substring) -> String {
        Data(SHA256.hash(data: Data(text.utf8))).base64EncodedString()
    }

    static func name(_ text: String) -> HTTPField.Name {
        guard let name = HTTPField.Name(text) else { preconditionFailure("'\(text)' is a header's name") }
        return name
    }
}
