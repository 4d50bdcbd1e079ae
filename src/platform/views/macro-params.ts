// Written by "npm run styles" from GOV.UK Frontend's option files: change build-macro-types.ts instead.

/** @public */
export interface BackLinkParams {
  readonly text?: string | undefined
  readonly href: string
  readonly classes?: string | undefined
  readonly attributes?: Readonly<Record<string, string>> | undefined
}

/** @public */
export interface ButtonParams {
  readonly text: string
  readonly type?: string | undefined
  readonly name?: string | undefined
  readonly value?: string | undefined
  readonly disabled?: boolean | undefined
  readonly href?: string | undefined
  readonly classes?: string | undefined
  readonly attributes?: Readonly<Record<string, string>> | undefined
  readonly preventDoubleClick?: boolean | undefined
  readonly isStartButton?: boolean | undefined
  readonly id?: string | undefined
}

/** @public */
export interface CharacterCountParams {
  readonly id?: string | undefined
  readonly name: string
  readonly rows?: string | undefined
  readonly value: string
  readonly maxlength?: string | undefined
  readonly maxwords?: string | undefined
  readonly threshold?: string | undefined
  readonly countType?: string | undefined
  readonly label: LabelParams
  readonly hint?: HintParams | undefined
  readonly errorMessage?: ErrorMessageParams | undefined
  readonly formGroup?: CharacterCountFormGroup | undefined
  readonly classes?: string | undefined
  readonly attributes?: Readonly<Record<string, string>> | undefined
  readonly spellcheck?: boolean | undefined
  readonly countMessage?: CharacterCountCountMessage | undefined
  readonly textareaDescriptionText?: string | undefined
  readonly charactersUnderLimitText?: Readonly<Record<string, string>> | undefined
  readonly charactersAtLimitText?: string | undefined
  readonly charactersOverLimitText?: Readonly<Record<string, string>> | undefined
  readonly wordsUnderLimitText?: Readonly<Record<string, string>> | undefined
  readonly wordsAtLimitText?: string | undefined
  readonly wordsOverLimitText?: Readonly<Record<string, string>> | undefined
}

/** @public */
export interface CharacterCountFormGroup {
  readonly classes?: string | undefined
  readonly attributes?: Readonly<Record<string, string>> | undefined
  readonly beforeInput?: CharacterCountFormGroupBeforeInput | undefined
  readonly afterInput?: CharacterCountFormGroupAfterInput | undefined
}

/** @public */
export interface CharacterCountFormGroupBeforeInput {
  readonly text: string
}

/** @public */
export interface CharacterCountFormGroupAfterInput {
  readonly text: string
}

/** @public */
export interface CharacterCountCountMessage {
  readonly classes?: string | undefined
}

/** @public */
export interface CheckboxesParams {
  readonly describedBy?: string | undefined
  readonly fieldset?: FieldsetParams | undefined
  readonly hint?: HintParams | undefined
  readonly errorMessage?: ErrorMessageParams | undefined
  readonly formGroup?: CheckboxesFormGroup | undefined
  readonly idPrefix?: string | undefined
  readonly name: string
  readonly items: readonly (CheckboxesItem | { readonly divider: string })[]
  readonly values?: readonly string[] | undefined
  readonly classes?: string | undefined
  readonly attributes?: Readonly<Record<string, string>> | undefined
}

/** @public */
export interface CheckboxesFormGroup {
  readonly classes?: string | undefined
  readonly attributes?: Readonly<Record<string, string>> | undefined
  readonly beforeInputs?: CheckboxesFormGroupBeforeInputs | undefined
  readonly afterInputs?: CheckboxesFormGroupAfterInputs | undefined
}

/** @public */
export interface CheckboxesFormGroupBeforeInputs {
  readonly text: string
}

/** @public */
export interface CheckboxesFormGroupAfterInputs {
  readonly text: string
}

/** @public */
export interface CheckboxesItem {
  readonly text: string
  readonly id?: string | undefined
  readonly name?: string | undefined
  readonly value: string
  readonly label?: CheckboxesItemLabel | undefined
  readonly hint?: HintParams | undefined
  readonly divider?: string | undefined
  readonly checked?: boolean | undefined
  readonly behaviour?: string | undefined
  readonly disabled?: boolean | undefined
  readonly attributes?: Readonly<Record<string, string>> | undefined
}

/** @public */
export interface CheckboxesItemLabel {
  readonly classes?: string | undefined
  readonly attributes?: Readonly<Record<string, string>> | undefined
}

/** @public */
export interface DateInputParams {
  readonly id: string
  readonly namePrefix?: string | undefined
  readonly items?: readonly DateInputItem[] | undefined
  readonly hint?: HintParams | undefined
  readonly errorMessage?: ErrorMessageParams | undefined
  readonly formGroup?: DateInputFormGroup | undefined
  readonly fieldset?: FieldsetParams | undefined
  readonly day?: Partial<DateInputItem> | undefined
  readonly month?: Partial<DateInputItem> | undefined
  readonly year?: Partial<DateInputItem> | undefined
  readonly values?: DateInputValues | undefined
  readonly classes?: string | undefined
  readonly attributes?: Readonly<Record<string, string>> | undefined
}

/** @public */
export interface DateInputItem {
  readonly id?: string | undefined
  readonly name: string
  readonly label?: string | undefined
  readonly value?: string | undefined
  readonly error?: boolean | undefined
  readonly autocomplete?: string | undefined
  readonly pattern?: string | undefined
  readonly classes?: string | undefined
  readonly attributes?: Readonly<Record<string, string>> | undefined
}

/** @public */
export interface DateInputFormGroup {
  readonly classes?: string | undefined
  readonly attributes?: Readonly<Record<string, string>> | undefined
  readonly beforeInputs?: DateInputFormGroupBeforeInputs | undefined
  readonly afterInputs?: DateInputFormGroupAfterInputs | undefined
}

/** @public */
export interface DateInputFormGroupBeforeInputs {
  readonly text: string
}

/** @public */
export interface DateInputFormGroupAfterInputs {
  readonly text: string
}

/** @public */
export interface DateInputValues {
  readonly day?: string | undefined
  readonly month?: string | undefined
  readonly year?: string | undefined
}

/** @public */
export interface DetailsParams {
  readonly summaryText: string
  readonly text?: string | undefined
  readonly id?: string | undefined
  readonly open?: boolean | undefined
  readonly classes?: string | undefined
  readonly attributes?: Readonly<Record<string, string>> | undefined
}

/** @public */
export interface ErrorMessageParams {
  readonly text: string
  readonly id?: string | undefined
  readonly classes?: string | undefined
  readonly attributes?: Readonly<Record<string, string>> | undefined
  readonly visuallyHiddenText?: string | undefined
}

/** @public */
export interface ErrorSummaryParams {
  readonly titleText: string
  readonly descriptionText?: string | undefined
  readonly errorList?: readonly ErrorSummaryErrorList[] | undefined
  readonly disableAutoFocus?: boolean | undefined
  readonly classes?: string | undefined
  readonly attributes?: Readonly<Record<string, string>> | undefined
}

/** @public */
export interface ErrorSummaryErrorList {
  readonly href?: string | undefined
  readonly text: string
  readonly attributes?: Readonly<Record<string, string>> | undefined
}

/** @public */
export interface FieldsetParams {
  readonly describedBy?: string | undefined
  readonly legend?: FieldsetLegend | undefined
  readonly classes?: string | undefined
  readonly role?: string | undefined
  readonly attributes?: Readonly<Record<string, string>> | undefined
}

/** @public */
export interface FieldsetLegend {
  readonly text: string
  readonly classes?: string | undefined
  readonly isPageHeading?: boolean | undefined
}

/** @public */
export interface FileUploadParams {
  readonly name: string
  readonly id?: string | undefined
  readonly disabled?: boolean | undefined
  readonly multiple?: boolean | undefined
  readonly describedBy?: string | undefined
  readonly label: LabelParams
  readonly hint?: HintParams | undefined
  readonly errorMessage?: ErrorMessageParams | undefined
  readonly formGroup?: FileUploadFormGroup | undefined
  readonly javascript?: boolean | undefined
  readonly chooseFilesButtonText?: string | undefined
  readonly dropInstructionText?: string | undefined
  readonly multipleFilesChosenText?: Readonly<Record<string, string>> | undefined
  readonly noFileChosenText?: string | undefined
  readonly enteredDropZoneText?: string | undefined
  readonly leftDropZoneText?: string | undefined
  readonly classes?: string | undefined
  readonly attributes?: Readonly<Record<string, string>> | undefined
  readonly wrapperClasses?: string | undefined
  readonly wrapperAttributes?: Readonly<Record<string, string>> | undefined
}

/** @public */
export interface FileUploadFormGroup {
  readonly classes?: string | undefined
  readonly attributes?: Readonly<Record<string, string>> | undefined
  readonly beforeInput?: FileUploadFormGroupBeforeInput | undefined
  readonly afterInput?: FileUploadFormGroupAfterInput | undefined
}

/** @public */
export interface FileUploadFormGroupBeforeInput {
  readonly text: string
}

/** @public */
export interface FileUploadFormGroupAfterInput {
  readonly text: string
}

/** @public */
export interface GenericHeaderParams {
  readonly url?: string | undefined
  readonly logoText: string
  readonly containerClasses?: string | undefined
  readonly classes?: string | undefined
  readonly attributes?: Readonly<Record<string, string>> | undefined
}

/** @public */
export interface HintParams {
  readonly text: string
  readonly id?: string | undefined
  readonly classes?: string | undefined
  readonly attributes?: Readonly<Record<string, string>> | undefined
}

/** @public */
export interface InputParams {
  readonly id?: string | undefined
  readonly name: string
  readonly type?: string | undefined
  readonly inputmode?: string | undefined
  readonly value?: string | undefined
  readonly disabled?: boolean | undefined
  readonly describedBy?: string | undefined
  readonly label: LabelParams
  readonly hint?: HintParams | undefined
  readonly errorMessage?: ErrorMessageParams | undefined
  readonly prefix?: InputPrefix | undefined
  readonly suffix?: InputSuffix | undefined
  readonly formGroup?: InputFormGroup | undefined
  readonly classes?: string | undefined
  readonly autocomplete?: string | undefined
  readonly pattern?: string | undefined
  readonly spellcheck?: boolean | undefined
  readonly autocapitalize?: string | undefined
  readonly inputWrapper?: InputInputWrapper | undefined
  readonly attributes?: Readonly<Record<string, string>> | undefined
}

/** @public */
export interface InputPrefix {
  readonly text: string
  readonly classes?: string | undefined
  readonly attributes?: Readonly<Record<string, string>> | undefined
}

/** @public */
export interface InputSuffix {
  readonly text: string
  readonly classes?: string | undefined
  readonly attributes?: Readonly<Record<string, string>> | undefined
}

/** @public */
export interface InputFormGroup {
  readonly classes?: string | undefined
  readonly attributes?: Readonly<Record<string, string>> | undefined
  readonly beforeInput?: InputFormGroupBeforeInput | undefined
  readonly afterInput?: InputFormGroupAfterInput | undefined
}

/** @public */
export interface InputFormGroupBeforeInput {
  readonly text: string
}

/** @public */
export interface InputFormGroupAfterInput {
  readonly text: string
}

/** @public */
export interface InputInputWrapper {
  readonly classes?: string | undefined
  readonly attributes?: Readonly<Record<string, string>> | undefined
}

/** @public */
export interface InsetTextParams {
  readonly text?: string | undefined
  readonly id?: string | undefined
  readonly classes?: string | undefined
  readonly attributes?: Readonly<Record<string, string>> | undefined
}

/** @public */
export interface LabelParams {
  readonly text: string
  readonly for?: string | undefined
  readonly isPageHeading?: boolean | undefined
  readonly classes?: string | undefined
  readonly attributes?: Readonly<Record<string, string>> | undefined
}

/** @public */
export interface NotificationBannerParams {
  readonly text?: string | undefined
  readonly titleText?: string | undefined
  readonly titleHeadingLevel?: string | undefined
  readonly type?: string | undefined
  readonly role?: string | undefined
  readonly titleId?: string | undefined
  readonly disableAutoFocus?: boolean | undefined
  readonly classes?: string | undefined
  readonly attributes?: Readonly<Record<string, string>> | undefined
}

/** @public */
export interface PaginationParams {
  readonly items?: readonly PaginationItem[] | undefined
  readonly previous?: PaginationPrevious | undefined
  readonly next?: PaginationNext | undefined
  readonly landmarkLabel?: string | undefined
  readonly classes?: string | undefined
  readonly attributes?: Readonly<Record<string, string>> | undefined
}

/** @public */
export interface PaginationItem {
  readonly number?: string | undefined
  readonly visuallyHiddenText?: string | undefined
  readonly href?: string | undefined
  readonly current?: boolean | undefined
  readonly ellipsis?: boolean | undefined
  readonly attributes?: Readonly<Record<string, string>> | undefined
}

/** @public */
export interface PaginationPrevious {
  readonly text?: string | undefined
  readonly labelText?: string | undefined
  readonly href: string
  readonly attributes?: Readonly<Record<string, string>> | undefined
}

/** @public */
export interface PaginationNext {
  readonly text?: string | undefined
  readonly labelText?: string | undefined
  readonly href: string
  readonly attributes?: Readonly<Record<string, string>> | undefined
}

/** @public */
export interface PanelParams {
  readonly titleText: string
  readonly headingLevel?: number | undefined
  readonly text?: string | undefined
  readonly classes?: string | undefined
  readonly attributes?: Readonly<Record<string, string>> | undefined
  readonly actions?: PanelActions | undefined
}

/** @public */
export interface PanelActions {
  readonly items?: readonly PanelActionsItem[] | undefined
  readonly classes?: string | undefined
  readonly attributes?: Readonly<Record<string, string>> | undefined
}

/** @public */
export interface PanelActionsItem {
  readonly text: string
  readonly type?: string | undefined
  readonly href?: string | undefined
  readonly classes?: string | undefined
  readonly attributes?: Readonly<Record<string, string>> | undefined
}

/** @public */
export interface PasswordInputParams {
  readonly id?: string | undefined
  readonly name: string
  readonly value?: string | undefined
  readonly disabled?: boolean | undefined
  readonly describedBy?: string | undefined
  readonly label: LabelParams
  readonly hint?: HintParams | undefined
  readonly errorMessage?: ErrorMessageParams | undefined
  readonly formGroup?: PasswordInputFormGroup | undefined
  readonly classes?: string | undefined
  readonly autocomplete?: string | undefined
  readonly attributes?: Readonly<Record<string, string>> | undefined
  readonly showPasswordText?: string | undefined
  readonly hidePasswordText?: string | undefined
  readonly showPasswordAriaLabelText?: string | undefined
  readonly hidePasswordAriaLabelText?: string | undefined
  readonly passwordShownAnnouncementText?: string | undefined
  readonly passwordHiddenAnnouncementText?: string | undefined
  readonly button?: PasswordInputButton | undefined
}

/** @public */
export interface PasswordInputFormGroup {
  readonly classes?: string | undefined
  readonly attributes?: Readonly<Record<string, string>> | undefined
  readonly beforeInput?: PasswordInputFormGroupBeforeInput | undefined
  readonly afterInput?: PasswordInputFormGroupAfterInput | undefined
}

/** @public */
export interface PasswordInputFormGroupBeforeInput {
  readonly text: string
}

/** @public */
export interface PasswordInputFormGroupAfterInput {
  readonly text: string
}

/** @public */
export interface PasswordInputButton {
  readonly classes?: string | undefined
}

/** @public */
export interface RadiosParams {
  readonly fieldset?: FieldsetParams | undefined
  readonly hint?: HintParams | undefined
  readonly errorMessage?: ErrorMessageParams | undefined
  readonly formGroup?: RadiosFormGroup | undefined
  readonly idPrefix?: string | undefined
  readonly name: string
  readonly items: readonly (RadiosItem | { readonly divider: string })[]
  readonly value?: string | undefined
  readonly classes?: string | undefined
  readonly attributes?: Readonly<Record<string, string>> | undefined
}

/** @public */
export interface RadiosFormGroup {
  readonly classes?: string | undefined
  readonly attributes?: Readonly<Record<string, string>> | undefined
  readonly beforeInputs?: RadiosFormGroupBeforeInputs | undefined
  readonly afterInputs?: RadiosFormGroupAfterInputs | undefined
}

/** @public */
export interface RadiosFormGroupBeforeInputs {
  readonly text: string
}

/** @public */
export interface RadiosFormGroupAfterInputs {
  readonly text: string
}

/** @public */
export interface RadiosItem {
  readonly text: string
  readonly id?: string | undefined
  readonly value: string
  readonly label?: RadiosItemLabel | undefined
  readonly hint?: HintParams | undefined
  readonly divider?: string | undefined
  readonly checked?: boolean | undefined
  readonly disabled?: boolean | undefined
  readonly attributes?: Readonly<Record<string, string>> | undefined
}

/** @public */
export interface RadiosItemLabel {
  readonly classes?: string | undefined
  readonly attributes?: Readonly<Record<string, string>> | undefined
}

/** @public */
export interface SelectParams {
  readonly id?: string | undefined
  readonly name: string
  readonly items: readonly SelectItem[]
  readonly value?: string | undefined
  readonly disabled?: boolean | undefined
  readonly describedBy?: string | undefined
  readonly label: LabelParams
  readonly hint?: HintParams | undefined
  readonly errorMessage?: ErrorMessageParams | undefined
  readonly formGroup?: SelectFormGroup | undefined
  readonly classes?: string | undefined
  readonly attributes?: Readonly<Record<string, string>> | undefined
}

/** @public */
export interface SelectItem {
  readonly value?: string | undefined
  readonly text: string
  readonly selected?: boolean | undefined
  readonly disabled?: boolean | undefined
  readonly attributes?: Readonly<Record<string, string>> | undefined
}

/** @public */
export interface SelectFormGroup {
  readonly classes?: string | undefined
  readonly attributes?: Readonly<Record<string, string>> | undefined
  readonly beforeInput?: SelectFormGroupBeforeInput | undefined
  readonly afterInput?: SelectFormGroupAfterInput | undefined
}

/** @public */
export interface SelectFormGroupBeforeInput {
  readonly text: string
}

/** @public */
export interface SelectFormGroupAfterInput {
  readonly text: string
}

/** @public */
export interface ServiceNavigationParams {
  readonly classes?: string | undefined
  readonly attributes?: Readonly<Record<string, string>> | undefined
  readonly ariaLabel?: string | undefined
  readonly menuButtonText?: string | undefined
  readonly menuButtonLabel?: string | undefined
  readonly navigationLabel?: string | undefined
  readonly navigationId?: string | undefined
  readonly navigationClasses?: string | undefined
  readonly collapseNavigationOnMobile?: boolean | undefined
  readonly serviceName?: string | undefined
  readonly serviceUrl?: string | undefined
  readonly navigation: readonly ServiceNavigationNavigation[]
  readonly slots?: ServiceNavigationSlots | undefined
}

/** @public */
export interface ServiceNavigationNavigation {
  readonly current?: boolean | undefined
  readonly active?: boolean | undefined
  readonly text: string
  readonly href?: string | undefined
  readonly attributes?: Readonly<Record<string, string>> | undefined
}

/** @public */
export interface ServiceNavigationSlots {
  readonly end?: ServiceNavigationSlotsEnd | undefined
}

/** @public */
export interface ServiceNavigationSlotsEnd {
  readonly align?: string | undefined
}

/** @public */
export interface SkipLinkParams {
  readonly text: string
  readonly href?: string | undefined
  readonly classes?: string | undefined
  readonly attributes?: Readonly<Record<string, string>> | undefined
}

/** @public */
export interface SummaryListParams {
  readonly rows: readonly SummaryListRow[]
  readonly card?: SummaryListCard | undefined
  readonly classes?: string | undefined
  readonly attributes?: Readonly<Record<string, string>> | undefined
}

/** @public */
export interface SummaryListRow {
  readonly classes?: string | undefined
  readonly key: SummaryListRowKey
  readonly value: SummaryListRowValue
  readonly actions?: SummaryListRowActions | undefined
}

/** @public */
export interface SummaryListRowKey {
  readonly text: string
  readonly classes?: string | undefined
}

/** @public */
export interface SummaryListRowValue {
  readonly text: string
  readonly classes?: string | undefined
}

/** @public */
export interface SummaryListRowActions {
  readonly items?: readonly SummaryListRowActionsItem[] | undefined
  readonly classes?: string | undefined
}

/** @public */
export interface SummaryListRowActionsItem {
  readonly href: string
  readonly text: string
  readonly visuallyHiddenText?: string | undefined
  readonly classes?: string | undefined
  readonly attributes?: Readonly<Record<string, string>> | undefined
}

/** @public */
export interface SummaryListCard {
  readonly title?: SummaryListCardTitle | undefined
  readonly actions?: SummaryListCardActions | undefined
  readonly classes?: string | undefined
  readonly attributes?: Readonly<Record<string, string>> | undefined
}

/** @public */
export interface SummaryListCardTitle {
  readonly text?: string | undefined
  readonly headingLevel?: number | undefined
  readonly classes?: string | undefined
}

/** @public */
export interface SummaryListCardActions {
  readonly items?: readonly SummaryListCardActionsItem[] | undefined
  readonly classes?: string | undefined
}

/** @public */
export interface SummaryListCardActionsItem {
  readonly href: string
  readonly text: string
  readonly visuallyHiddenText?: string | undefined
  readonly classes?: string | undefined
  readonly attributes?: Readonly<Record<string, string>> | undefined
}

/** @public */
export interface TableParams {
  readonly rows: readonly (readonly TableCell[])[]
  readonly head?: readonly TableHead[] | undefined
  readonly caption?: string | undefined
  readonly captionClasses?: string | undefined
  readonly firstCellIsHeader?: boolean | undefined
  readonly classes?: string | undefined
  readonly attributes?: Readonly<Record<string, string>> | undefined
}

/** @public */
export interface TableCell {
  readonly text: string
  readonly format?: string | undefined
  readonly classes?: string | undefined
  readonly colspan?: number | undefined
  readonly rowspan?: number | undefined
  readonly attributes?: Readonly<Record<string, string>> | undefined
}

/** @public */
export interface TableHead {
  readonly text?: string | undefined
  readonly format?: string | undefined
  readonly classes?: string | undefined
  readonly colspan?: number | undefined
  readonly rowspan?: number | undefined
  readonly attributes?: Readonly<Record<string, string>> | undefined
}

/** @public */
export interface TagParams {
  readonly text: string
  readonly classes?: string | undefined
  readonly attributes?: Readonly<Record<string, string>> | undefined
}

/** @public */
export interface TextareaParams {
  readonly id?: string | undefined
  readonly name: string
  readonly spellcheck?: boolean | undefined
  readonly rows?: string | undefined
  readonly value: string
  readonly disabled?: boolean | undefined
  readonly describedBy?: string | undefined
  readonly label: LabelParams
  readonly hint?: HintParams | undefined
  readonly errorMessage?: ErrorMessageParams | undefined
  readonly formGroup?: TextareaFormGroup | undefined
  readonly classes?: string | undefined
  readonly autocomplete?: string | undefined
  readonly attributes?: Readonly<Record<string, string>> | undefined
}

/** @public */
export interface TextareaFormGroup {
  readonly classes?: string | undefined
  readonly attributes?: Readonly<Record<string, string>> | undefined
  readonly beforeInput?: TextareaFormGroupBeforeInput | undefined
  readonly afterInput?: TextareaFormGroupAfterInput | undefined
}

/** @public */
export interface TextareaFormGroupBeforeInput {
  readonly text: string
}

/** @public */
export interface TextareaFormGroupAfterInput {
  readonly text: string
}

/** @public */
export interface WarningTextParams {
  readonly text: string
  readonly iconFallbackText?: string | undefined
  readonly classes?: string | undefined
  readonly attributes?: Readonly<Record<string, string>> | undefined
}
