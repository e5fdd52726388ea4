#include "CPhoneNumber.h"

#include <cstdlib>
#include <string>

#include <phonenumbers/phonenumberutil.h>

using i18n::phonenumbers::PhoneNumber;
using i18n::phonenumbers::PhoneNumberUtil;

namespace {

/// E.164: at most 15 digits, country code included.
constexpr std::size_t kMostDigits = 15;

CPhoneNumberVerdict verdict(PhoneNumberUtil::ErrorType error) {
    switch (error) {
        case PhoneNumberUtil::INVALID_COUNTRY_CODE_ERROR:
            return CPhoneNumberUnknownCountry;
        case PhoneNumberUtil::TOO_LONG_NSN:
            return CPhoneNumberTooLong;
        case PhoneNumberUtil::NOT_A_NUMBER:
        case PhoneNumberUtil::TOO_SHORT_AFTER_IDD:
        case PhoneNumberUtil::TOO_SHORT_NSN:
            return CPhoneNumberTooShort;
        case PhoneNumberUtil::NO_PARSING_ERROR:
            return CPhoneNumberValid;
    }
    return CPhoneNumberUnassigned;
}

CPhoneNumberVerdict verdict(PhoneNumberUtil::ValidationResult result) {
    switch (result) {
        case PhoneNumberUtil::IS_POSSIBLE:
            return CPhoneNumberUnassigned;
        case PhoneNumberUtil::INVALID_COUNTRY_CODE:
            return CPhoneNumberUnknownCountry;
        case PhoneNumberUtil::IS_POSSIBLE_LOCAL_ONLY:
        case PhoneNumberUtil::TOO_SHORT:
            return CPhoneNumberTooShort;
        case PhoneNumberUtil::INVALID_LENGTH:
            return CPhoneNumberWrongLength;
        case PhoneNumberUtil::TOO_LONG:
            return CPhoneNumberTooLong;
    }
    return CPhoneNumberUnassigned;
}

}  // namespace

CPhoneNumberVerdict CPhoneNumberJudge(const char *digits, int32_t defaultCountryCode, int64_t *e164) noexcept {
    const PhoneNumberUtil &util = *PhoneNumberUtil::GetInstance();
    std::string text = digits;
    std::string region = "ZZ";
    if (defaultCountryCode == 0) {
        text.insert(text.begin(), '+');
    } else {
        util.GetRegionCodeForCountryCode(defaultCountryCode, &region);
    }

    PhoneNumber number;
    const PhoneNumberUtil::ErrorType error = util.Parse(text, region, &number);
    if (error != PhoneNumberUtil::NO_PARSING_ERROR) return verdict(error);
    if (!util.IsValidNumber(number)) return verdict(util.IsPossibleNumberWithReason(number));

    std::string canonical;
    util.Format(number, PhoneNumberUtil::E164, &canonical);
    if (canonical.size() > kMostDigits + 1) return CPhoneNumberTooLong;
    *e164 = std::strtoll(canonical.c_str() + 1, nullptr, 10);
    return CPhoneNumberValid;
}
